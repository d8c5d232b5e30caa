import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";

/** An address's parameters with one of them changed; null takes it away. */
export function withParameter(search: string, name: string, value: string | null): string {
  const parameters = new URLSearchParams(search);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  return String(parameters);
}

/** What chooses one thing that the address says of the page; null, or an empty text, takes it away. */
export function useChoose(): (
  name: string,
  value: string | null,
  how?: { readonly replace?: boolean },
) => void {
  const search = useSearch();
  const [path, navigate] = useLocation();
  return useCallback(
    (name, value, { replace = false } = {}) =>
      navigate(`${path}?${withParameter(search, name, value || null)}`, { replace }),
    [navigate, path, search],
  );
}

/** An address's parameters with the list sorted by a column: upwards, and the other way round where it is sorted so already. */
export function sortedBy(search: string, key: string, isAscending: boolean): string {
  return withParameter(withParameter(search, "sort", key), "direction", isAscending ? "DESC" : "ASC");
}
