import { readClocks, type ShownClocks } from "../../app/clocks.ts";

/** What the address says of the list. */
export interface ConflictsChoice extends ShownClocks {
  readonly within: string | null;
  /** Name of the one rule whose conflicts are listed; null for all rules. */
  readonly rule: string | null;
}

export function readConflictsChoice(search: string): ConflictsChoice {
  const parameters = new URLSearchParams(search);
  return {
    ...readClocks(search),
    within: parameters.get("in") || null,
    rule: parameters.get("rule") || null,
  };
}
