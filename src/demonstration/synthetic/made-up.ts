import type { Provenance } from "../claim.ts";

/** What every made-up node and fact says of where it comes from. */
export function madeUp(note: string | null = null): Provenance {
  return { source: "SYNTHETIC", confidence: "SYNTHETIC", note };
}
