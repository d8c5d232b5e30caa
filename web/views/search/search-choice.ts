import { readClocks } from "../../app/clocks.ts";

export const kinds = ["PRACTICE", "CONSORTIUM", "PCT", "CLUSTER", "SHA", "SUPPORT_PROVIDER"] as const;

/** What the address says of a search. */
export function readSearchChoice(search: string) {
  const parameters = new URLSearchParams(search);
  return {
    ...readClocks(search),
    text: (parameters.get("q") ?? "").trim(),
    kind: kinds.find((kind) => kind === parameters.get("kind")) ?? null,
  };
}
