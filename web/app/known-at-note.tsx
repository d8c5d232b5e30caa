import { Link, useLocation, useSearch } from "wouter";
import { readClocks, withParameter } from "./clocks.ts";

/** Says that the page shows what was believed at an earlier instant. */
export function KnownAtNote() {
  const search = useSearch();
  const [path] = useLocation();
  const { knownAt } = readClocks(search);
  if (knownAt === null) return null;
  return (
    <p className="note" role="status">
      As it was believed at <strong>{knownAt}</strong>.{" "}
      <Link href={`${path}?${withParameter(search, "knownAt", null)}`}>Show what is known now</Link>
    </p>
  );
}
