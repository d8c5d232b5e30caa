import { useQuery } from "urql";
import { Link, useLocation, useSearch } from "wouter";
import { datasetQuery } from "../graphql/dataset-fields.ts";
import { inCounts } from "../parts/figures.ts";
import { atPresent, readClocks } from "./clocks.ts";
import { instantInWords } from "./months.ts";

/** Says that the page shows an earlier state: what was believed at an instant, or the dataset at a revision. */
export function EarlierNote() {
  const search = useSearch();
  const [path] = useLocation();
  const { knownAt, atRevision } = readClocks(search);
  const [{ data }] = useQuery({ query: datasetQuery, requestPolicy: "cache-only" });
  if (knownAt === null && atRevision === null) return null;
  return (
    <p className="note" role="status">
      {atRevision !== null && (
        <>
          The dataset as it stood at <strong>revision {inCounts(atRevision)}</strong>
          {data && `; it is at revision ${inCounts(data.dataset.revision)} now`}.{" "}
        </>
      )}
      {knownAt !== null && (
        <>
          As it was believed at <strong>{instantInWords(knownAt)}</strong>.{" "}
        </>
      )}
      <Link href={withSearch(path, atPresent(search))}>Show what is known now</Link>
    </p>
  );
}

const withSearch = (path: string, search: string): string => (search === "" ? path : `${path}?${search}`);
