import { inCounts } from "../../parts/figures.ts";
import { type Area, leavesOf } from "./area.ts";
import type { Tiles } from "./tiles.ts";
import type { ColourBy } from "./tones.ts";

/** What the map of a day cannot say, in sentences. */
export function unknownsOf(england: Area, tiles: Tiles, colourBy: ColourBy): readonly string[] {
  const leaves = leavesOf(england).filter(({ kind }) => kind !== "ENGLAND");
  const onMap = leaves.filter(({ code }) => tiles.has(code ?? ""));
  const hasPcts = onMap.some(({ kind }) => kind === "PCT");
  return [
    ...(onMap.length === 0 ? ["Nobody who has a hexagon exists on this day: no PCT and no CCG."] : []),
    ...(onMap.length > 0 && !hasPcts ? ofGroups(onMap, colourBy) : []),
    ...(colourBy === "patients" && onMap.some(hasPractices) && onMap.every(({ patients }) => patients === 0)
      ? ["Of no practice in this graph the patients were counted."]
      : []),
  ];
}

const hasPractices = ({ practices }: Area): boolean => practices > 0;

/** From April 2013: clinical commissioning groups, of which much that was said of PCTs is not known. */
function ofGroups(groups: readonly Area[], colourBy: ColourBy): readonly string[] {
  const counted = groups.filter(hasPractices).length;
  const without = groups.length - counted;
  return [
    `PCTs have ended: each hexagon is one of ${inCounts(groups.length)} clinical commissioning groups (CCGs).`,
    ...(colourBy === "position" || colourBy === "share"
      ? ["How far plans to delegate had come was told of PCTs: of a CCG there is no position and no share."]
      : []),
    ...(colourBy === "outside"
      ? ["Which practices are outside is known by PCT: of a CCG it is not known."]
      : []),
    ...(without > 0
      ? [
          counted === 0
            ? "No practice of this graph is in one of them, so that their practices and patients are not known here."
            : `Of ${inCounts(without)} of them no practice is known here.`,
        ]
      : []),
  ];
}
