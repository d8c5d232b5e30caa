import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/** The day asked about and the instant whose beliefs are asked for, as in the address; null where it has none. */
export interface ShownClocks {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

export interface ClocksInAddress extends ShownClocks {
  /** Goes to another day on the same page; the step back leads to where the move began. */
  readonly setAsOf: (asOf: string, how?: { readonly replace: boolean }) => void;
}

/** Where two days are compared, the slider's is the later one. */
export const dayParameter = (path: string): "asOf" | "to" => (path === "/compare" ? "to" : "asOf");

/** Both clocks of every question on the page. */
export function useClocks(): ClocksInAddress {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const day = dayParameter(path);
  const clocks = useMemo(() => readClocks(search, day), [search, day]);
  const setAsOf = useCallback(
    (asOf: string, { replace = false } = {}) =>
      navigate(`${path}?${withParameter(search, day, asOf)}`, { replace }),
    [navigate, path, search, day],
  );
  return { ...clocks, setAsOf };
}

export function readClocks(search: string, day: "asOf" | "to" = "asOf"): ShownClocks {
  const parameters = new URLSearchParams(search);
  return { asOf: parameters.get(day) || null, knownAt: parameters.get("knownAt") || null };
}

/** An address's parameters with one of them changed; null takes it away. */
export function withParameter(search: string, name: string, value: string | null): string {
  const parameters = new URLSearchParams(search);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  return String(parameters);
}

/** The way to another page, at the same clocks, or on the day that its parameters name. */
export function useLinkTo(): (
  path: string,
  parameters?: Readonly<Record<string, string>> | URLSearchParams,
) => string {
  const { asOf, knownAt } = useClocks();
  return useCallback(
    (path, parameters = {}) => {
      const all = new URLSearchParams(parameters);
      if (asOf && !all.has(dayParameter(path))) all.set(dayParameter(path), asOf);
      if (knownAt) all.set("knownAt", knownAt);
      return all.size === 0 ? path : `${path}?${all}`;
    },
    [asOf, knownAt],
  );
}
