import { inCounts } from "../../../parts/figures.ts";
import { inEnglishWords } from "../../../parts/words.ts";
import { saidOf } from "../facts.ts";
import type { End } from "../organisation-query.ts";
import type { Neighbour, NeighbourLine } from "./neighbours.ts";

const many: Readonly<Record<End["kind"], string>> = {
  SHA: "SHAs",
  CLUSTER: "clusters",
  PCT: "PCTs",
  CONSORTIUM: "consortia",
  PRACTICE: "practices",
  SUPPORT_PROVIDER: "support providers",
};

/** A body's name with its kind, or how many are in a bundle. */
export function neighbourWords({ kind, members }: Neighbour): string {
  const [first] = members;
  if (!first) return "";
  if (members.length > 1) return `${inCounts(members.length)} ${many[kind]}`;
  return `${first.name}, ${inEnglishWords(kind)}${isMadeUp(members) ? ", made up" : ""}`;
}

export const isMadeUp = (members: readonly End[]): boolean =>
  members.every(({ confidence }) => confidence === "SYNTHETIC");

/** What the facts of a line say: one in full, of more how many there are. */
export function lineWords({ links }: NeighbourLine): string {
  const [first] = links;
  if (!first) return "";
  const { words, details } = saidOf(first.fact, first.from.code);
  if (links.length > 1) return `${inCounts(links.length)} relationships: ${inEnglishWords(first.kind)}`;
  return [`${first.from.name}: ${words.toLowerCase()} ${first.to.name}`, details].filter(Boolean).join(", ");
}
