import type { ShownSource } from "../../parts/source-link.tsx";
import type { PracticeRow } from "./england-query.ts";
import type { Tone } from "./tones.ts";

export type AreaKind = "ENGLAND" | "SHA" | "CLUSTER" | "PCT" | "CONSORTIUM" | "NO_CONSORTIUM" | "PRACTICE";

/** A part of the picture: what it is, how large, and of what it consists. */
export interface Area {
  /** Unique in the picture: a cluster of two SHAs is drawn in both. */
  readonly id: string;
  /** By which it can be zoomed to; null where it is no organisation. */
  readonly code: string | null;
  readonly name: string;
  readonly kind: AreaKind;
  readonly practices: number;
  readonly patients: number;
  readonly children: readonly Area[];
  /** Of what has no parts. */
  readonly tone?: Tone;
  /** Of its budget, delegated; null where not known; absent where it has none. */
  readonly share?: number | null;
  /** Its practices known to be in no consortium; null where not known. */
  readonly outside?: number | null;
  readonly source?: ShownSource;
  readonly confidence?: PracticeRow["confidence"];
}

export type Grouping = Omit<Area, "practices" | "patients" | "children" | "id">;

/** An area of what is in it. */
export function areaOf(grouping: Grouping, within: string, children: readonly Area[]): Area {
  return {
    ...grouping,
    id: areaId(grouping, within),
    practices: children.reduce((sum, { practices }) => sum + practices, 0),
    patients: children.reduce((sum, { patients }) => sum + patients, 0),
    children,
  };
}

export const areaId = ({ kind, code }: Pick<Area, "kind" | "code">, within: string): string =>
  `${within}/${kind}:${code ?? ""}`;

/** The areas without parts: what the picture paints, and the rows of its table. */
export function leavesOf(area: Area): readonly Area[] {
  return area.children.length === 0 ? [area] : area.children.flatMap(leavesOf);
}

/** The SHAs, clusters and PCTs of a day by name. */
export function areasOf(england: Area) {
  const all = descendantsOf(england);
  const ofKind = (kind: AreaKind) => {
    const named = new Map(
      all.filter((area) => area.kind === kind).map(({ code, name }) => [code ?? "", name]),
    );
    const nodes = [...named].map(([code, name]) => ({ code, name }));
    return { nodes: nodes.filter(({ code }) => code !== "").sort((a, b) => a.name.localeCompare(b.name)) };
  };
  return { shas: ofKind("SHA"), clusters: ofKind("CLUSTER"), pcts: ofKind("PCT") };
}

const descendantsOf = ({ children }: Area): readonly Area[] =>
  children.flatMap((child) => [child, ...descendantsOf(child)]);

/** What it is sized by: patients, or practices where no patient was counted. */
export type SizeBy = "patients" | "practices";

export function sizeByOf({ patients }: Area, wanted: SizeBy): SizeBy {
  return patients === 0 ? "practices" : wanted;
}
