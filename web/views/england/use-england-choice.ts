import { useMemo } from "react";
import { useSearch } from "wouter";
import { readClocks, type ShownClocks } from "../../app/clocks.ts";
import type { SizeBy } from "./area.ts";
import { type ColourBy, coloursBy } from "./tones.ts";

/** As a map, a hexagon a body; or each body as large as its patients or practices are many. */
export type PictureBy = "map" | "size";

/** What the address says of the picture. */
export interface EnglandChoice extends ShownClocks {
  /** Code of the area that it is zoomed to; null for all of England. */
  readonly within: string | null;
  readonly pictureBy: PictureBy;
  readonly sizeBy: SizeBy;
  readonly colourBy: ColourBy;
  /** Whether the months of the year are drawn side by side too. */
  readonly hasMonths: boolean;
  /** What a link has to carry on, beside the clocks and the area. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function useEnglandChoice(): EnglandChoice {
  const search = useSearch();
  return useMemo(() => readEnglandChoice(search), [search]);
}

export function readEnglandChoice(search: string): EnglandChoice {
  const parameters = new URLSearchParams(search);
  const sizeBy: SizeBy = parameters.get("size") === "practices" ? "practices" : "patients";
  const colour = parameters.get("colour") ?? "";
  const colourBy: ColourBy = isColourBy(colour) ? colour : "position";
  const pictureBy: PictureBy = parameters.get("picture") === "size" ? "size" : "map";
  const hasMonths = parameters.get("months") === "shown";
  return {
    ...readClocks(search),
    within: parameters.get("in"),
    pictureBy,
    sizeBy,
    colourBy,
    hasMonths,
    parameters: {
      ...(pictureBy === "size" && { picture: pictureBy }),
      ...(sizeBy === "practices" && { size: sizeBy }),
      ...(colourBy !== "position" && { colour: colourBy }),
      ...(hasMonths && { months: "shown" }),
    },
  };
}

const isColourBy = (colour: string): colour is ColourBy => Object.hasOwn(coloursBy, colour);
