import { useMemo } from "react";
import { useSearch } from "wouter";
import { readClocks, type ShownClocks } from "../../app/clocks.ts";
import type { SizeBy } from "./area.ts";
import type { ColourBy } from "./tones.ts";

/** What the address says of the picture. */
export interface EnglandChoice extends ShownClocks {
  /** Code of the area that it is zoomed to; null for all of England. */
  readonly within: string | null;
  readonly sizeBy: SizeBy;
  readonly colourBy: ColourBy;
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
  const colourBy: ColourBy = parameters.get("colour") === "share" ? "share" : "position";
  return {
    ...readClocks(search),
    within: parameters.get("in"),
    sizeBy,
    colourBy,
    parameters: {
      ...(sizeBy === "practices" && { size: sizeBy }),
      ...(colourBy === "share" && { colour: colourBy }),
    },
  };
}
