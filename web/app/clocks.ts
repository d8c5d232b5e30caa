import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { useChoose, withParameter } from "./address.ts";

/** The day asked about, the instant whose beliefs are asked for, and the state of this dataset, as in the address; null where it has none. */
export interface ShownClocks {
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly atRevision: number | null;
}

export interface ClocksInAddress extends ShownClocks {
  /** Goes to another day on the same page; the step back leads to where the move began. */
  readonly setAsOf: (asOf: string, how?: { readonly replace: boolean }) => void;
}

/** Where two days are compared, the slider's is the later one. */
export const dayParameter = (path: string): "asOf" | "to" => (path === "/compare" ? "to" : "asOf");

/** The clocks of every question on the page. */
export function useClocks(): ClocksInAddress {
  const search = useSearch();
  const [path] = useLocation();
  const choose = useChoose();
  const day = dayParameter(path);
  const clocks = useMemo(() => readClocks(search, day), [search, day]);
  const setAsOf = useCallback(
    (asOf: string, how?: { readonly replace: boolean }) => choose(day, asOf, how),
    [choose, day],
  );
  return { ...clocks, setAsOf };
}

export function readClocks(search: string, day: "asOf" | "to" = "asOf"): ShownClocks {
  const parameters = new URLSearchParams(search);
  return {
    asOf: parameters.get(day) || null,
    knownAt: parameters.get("knownAt") || null,
    atRevision: readRevision(parameters),
  };
}

/** What is no whole number becomes 0, which the API refuses in a sentence. */
function readRevision(parameters: URLSearchParams): number | null {
  const given = parameters.get("atRevision");
  if (!given) return null;
  return /^\d{1,9}$/.test(given) ? Number(given) : 0;
}

/** An address's parameters without what makes it show an earlier state. */
export const atPresent = (search: string): string =>
  withParameter(withParameter(search, "knownAt", null), "atRevision", null);

/** The way to another page, at the same clocks, or on the day that its parameters name. */
export function useLinkTo(): (
  path: string,
  parameters?: Readonly<Record<string, string>> | URLSearchParams,
) => string {
  const { asOf, knownAt, atRevision } = useClocks();
  return useCallback(
    (path, parameters = {}) => {
      const all = new URLSearchParams(parameters);
      if (asOf && !all.has(dayParameter(path))) all.set(dayParameter(path), asOf);
      if (knownAt) all.set("knownAt", knownAt);
      if (atRevision !== null) all.set("atRevision", String(atRevision));
      return all.size === 0 ? path : `${path}?${all}`;
    },
    [asOf, knownAt, atRevision],
  );
}
