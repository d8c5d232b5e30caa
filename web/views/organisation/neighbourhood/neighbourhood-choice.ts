import { useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { type LinkKind, linkKinds } from "./links.ts";

/** What the address says of the picture: whose neighbours it shows too, which bundles are open, which kinds are left out. */
export interface NeighbourhoodChoice {
  readonly open: ReadonlySet<string>;
  readonly bundles: ReadonlySet<string>;
  readonly kinds: ReadonlySet<LinkKind>;
  /** The address with one of them turned round. */
  readonly toggled: (name: "open" | "bundle" | "without", value: string) => string;
}

export function useNeighbourhoodChoice(): NeighbourhoodChoice {
  const [path] = useLocation();
  const search = useSearch();
  return useMemo(() => readNeighbourhoodChoice(path, search), [path, search]);
}

export function readNeighbourhoodChoice(path: string, search: string): NeighbourhoodChoice {
  const parameters = new URLSearchParams(search);
  const without = new Set(parameters.getAll("without"));
  return {
    open: new Set(parameters.getAll("open")),
    bundles: new Set(parameters.getAll("bundle")),
    kinds: new Set(linkKinds.filter((kind) => !without.has(kind))),
    toggled: (name, value) => {
      const next = new URLSearchParams(search);
      if (next.has(name, value)) next.delete(name, value);
      else next.append(name, value);
      return next.size === 0 ? path : `${path}?${next}`;
    },
  };
}
