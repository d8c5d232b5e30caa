import { useState } from "react";
import { type CombinedError, useClient } from "urql";
import type { VariablesOf } from "../../graphql/graphql.ts";
import { saveBlob } from "../../parts/save-blob.ts";
import { type DownloadRow, downloadQuery } from "./download-query.ts";
import type { OrphansQuestion } from "./orphans-query.ts";

interface DownloadState {
  /** How many practices have come; undefined where nothing is under way. */
  readonly fetched?: number;
  readonly error?: CombinedError;
}

/** Fetches every practice of a question and saves them as a file. */
export function useDownload(question: OrphansQuestion, fileName: string) {
  const client = useClient();
  const [state, setState] = useState<DownloadState>({});
  const start = async () => {
    const rows: DownloadRow[] = [];
    let after: string | null = null;
    do {
      setState({ fetched: rows.length });
      const variables: VariablesOf<typeof downloadQuery> = { ...question, after };
      const { data, error } = await client
        .query(downloadQuery, variables, { requestPolicy: "network-only" })
        .toPromise();
      if (!data) return setState(error ? { error } : {});
      const { nodes, pageInfo } = data.orphanedPractices;
      rows.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    const { orphansCsv } = await import("./orphans-csv.ts");
    saveBlob(new Blob([orphansCsv(rows)], { type: "text/csv;charset=utf-8" }), fileName);
    setState({});
  };
  return { ...state, start };
}
