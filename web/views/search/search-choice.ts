import { readClocks } from "../../app/clocks.ts";
import { organisationKinds } from "../../parts/enumerations.ts";

/** What the address says of a search. */
export function readSearchChoice(search: string) {
  const parameters = new URLSearchParams(search);
  return {
    ...readClocks(search),
    text: (parameters.get("q") ?? "").trim(),
    kind: organisationKinds.find((kind) => kind === parameters.get("kind")) ?? null,
  };
}
