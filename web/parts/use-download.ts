import { useState } from "react";
import { type CombinedError, useClient } from "urql";
import type { PagedQuery, Variables } from "../graphql/use-pages.ts";
import { saveBlob, saveCsvText } from "./save-blob.ts";

/** A list to be saved as a file. */
export interface Downloaded<Data, Question extends Variables, Row> {
  readonly query: PagedQuery<Data, Question, Row>;
  readonly question: Question;
  /** The instant whose beliefs all pages are of, so that what is recorded between two of them is in none. */
  readonly knownAt: string;
  readonly fileName: string;
  /** Makes the file of the rows; loaded when it is needed. */
  readonly loadCsv: () => Promise<(rows: readonly Row[]) => string>;
  /** Makes a workbook of the rows, where there is one; its name is the file's with another ending. */
  readonly loadXlsx?: () => Promise<(rows: readonly Row[]) => Promise<Blob>>;
}

export type FileKind = "csv" | "xlsx";

interface DownloadState {
  /** How many rows have come; undefined where nothing is under way. */
  readonly fetched?: number;
  readonly error?: CombinedError;
}

/** Fetches every row of a list, or the first of them up to a bound, and saves them as a file. */
export function useDownload<Data, Question extends Variables, Row>(
  {
    query: { document, pageOf },
    question,
    knownAt,
    fileName,
    loadCsv,
    loadXlsx,
  }: Downloaded<Data, Question, Row>,
  max: number,
) {
  const client = useClient();
  const [state, setState] = useState<DownloadState>({});
  const start = async (kind: FileKind) => {
    const rows: Row[] = [];
    let after: string | null = null;
    do {
      setState({ fetched: rows.length });
      const variables: Question & { after?: string | null } = { ...question, knownAt, after };
      const { data, error } = await client
        .query(document, variables, { requestPolicy: "network-only" })
        .toPromise();
      if (!data) return setState(error ? { error } : {});
      const { nodes, pageInfo } = pageOf(data);
      rows.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && rows.length < max);
    const saved = rows.slice(0, max);
    if (kind === "xlsx" && loadXlsx)
      saveBlob(await (await loadXlsx())(saved), fileName.replace(/csv$/, "xlsx"));
    else saveCsvText((await loadCsv())(saved), fileName);
    setState({});
  };
  return { ...state, start };
}
