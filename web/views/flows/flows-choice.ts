import { readClocks, type ShownClocks } from "../../app/clocks.ts";

/** What the address says of the flows. */
export interface FlowsChoice extends ShownClocks {
  /** Code of the area whose flows they are; null for all of England. */
  readonly within: string | null;
}

export function readFlowsChoice(search: string): FlowsChoice {
  const parameters = new URLSearchParams(search);
  return { ...readClocks(search), within: parameters.get("in") || null };
}
