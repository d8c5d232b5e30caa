import { useState } from "react";
import { useQuery } from "urql";
import { useLocation, useSearch } from "wouter";
import { withParameter } from "../app/address.ts";
import { dayParameter, useClocks } from "../app/clocks.ts";
import { inWords } from "../app/months.ts";
import { datasetQuery } from "../graphql/dataset-fields.ts";
import { inCounts } from "./figures.ts";

interface CiteProps {
  readonly title: string;
  /** The revision that was read; undefined where the page's own cache answered. */
  readonly revision: number | undefined;
}

/** What to write into a paper: the page, its day, and the revision, at which its address answers the same for ever. */
export function Cite({ title, revision }: CiteProps) {
  const [{ data }] = useQuery({ query: datasetQuery, requestPolicy: "cache-only" });
  const clocks = useClocks();
  const [path] = useLocation();
  const search = useSearch();
  const [copied, setCopied] = useState<boolean>();
  if (!data || path === "/curate") return null;
  const { dataset } = data;
  const cited = clocks.atRevision ?? revision ?? dataset.revision;
  const isDated = dayParameter(path) === "asOf";
  const day = clocks.asOf ?? dataset.referenceDate;
  const address = `${path}?${withParameter(isDated ? withParameter(search, "asOf", day) : search, "atRevision", String(cited))}`;
  const url = new URL(address, location.href).href;
  const text = `commissioning-graph, “${title}”${isDated ? `, ${inWords(day)}` : ""}, revision ${inCounts(cited)} of graph ${dataset.graphId}. ${url}`;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <details className="cite">
      <summary>Cite this</summary>
      <p className="cite-text">{text}</p>
      <p>
        <a href={address}>This page at revision {inCounts(cited)}</a> stays as it is, whatever is imported or
        corrected later.{" "}
        <button type="button" className="button-secondary" onClick={() => void copy()}>
          Copy
        </button>{" "}
        <span role="status">
          {copied === true && "Copied."}
          {copied === false && "The browser did not let it be copied: mark the text above."}
        </span>
      </p>
    </details>
  );
}
