/** What a summary says of the practices that are left out. */
export interface LeftOut {
  readonly practicesOutside: number;
  readonly practicesUnclear: number;
  readonly practicesNotCovered: number;
}

/** Whether it is known of any of an area's practices who is left out: not where none is in the graph, or no source tells of the day. */
export const areStandingsKnown = (
  { practicesNotCovered }: Pick<LeftOut, "practicesNotCovered">,
  practices: number,
): boolean => practices > practicesNotCovered;

/** The same where nobody counted the area's practices: then those that are in a consortium say nothing of the others. */
export const isAnyLeftOutKnown = ({
  practicesNotCovered,
  practicesOutside,
  practicesUnclear,
}: LeftOut): boolean => practicesNotCovered === 0 || practicesOutside + practicesUnclear > 0;
