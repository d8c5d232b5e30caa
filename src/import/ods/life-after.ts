import type { Code } from "../../model/code.ts";
import { type Life, withinLives } from "../../model/fact-rules.ts";
import type { NewFact } from "../../model/facts.ts";
import type { Known } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { type PracticeRow, tidyUp } from "./practice-rows.ts";

/** A practice's life as it is after the import: as the row says, unless another source describes it. */
export function lifeAfter({ code, description }: PracticeRow, known: Known): Life {
  const before = known.practices.get(code);
  const { opened, closed } =
    before !== undefined && before.source !== odsSources.practices.code ? before : description;
  return { kind: "PRACTICE", opened, closed };
}

/** A membership on the days on which both its ends exist, by the rules of all facts; null where there is none. */
export function clippedToLives<F extends NewFact>(
  membership: F,
  lifeOf: (code: Code) => Life | undefined,
): F | null {
  const life = lifeOf(membership.from);
  // The day on which ODS closed many at once is true of few: a membership that begins later stands against it.
  const closedInBulk = life?.closed === tidyUp && (membership.validFrom ?? "") > tidyUp;
  if (!closedInBulk) return withinLives(membership, lifeOf);
  return withinLives(membership, (code) =>
    code === membership.from ? { ...life, closed: null } : lifeOf(code),
  );
}
