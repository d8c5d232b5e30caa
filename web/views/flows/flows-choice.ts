import { readClocks, type ShownClocks } from "../../app/clocks.ts";

/** What the address says of the flows. */
export interface FlowsChoice extends ShownClocks {
  /** Code of the area whose flows they are; null for all of England. */
  readonly within: string | null;
  /** Pounds from SHA to consortium, or practices from PCT to CCG. */
  readonly of: "money" | "takeover";
}

export function readFlowsChoice(search: string): FlowsChoice {
  const parameters = new URLSearchParams(search);
  return {
    ...readClocks(search),
    within: parameters.get("in") || null,
    of: parameters.get("of") === "takeover" ? "takeover" : "money",
  };
}
