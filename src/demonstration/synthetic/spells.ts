import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { OutsideReason } from "../../model/kinds.ts";
import { claim } from "../claim.ts";
import { spellsOf } from "../published/pcts.ts";
import { madeUp } from "./made-up.ts";
import type { Practice } from "./practices.ts";

/** A practice's membership of a consortium from one day to another, as a fact. */
export function membershipFact(
  practice: Practice,
  to: Code,
  from: IsoDate,
  until: IsoDate,
  note?: string,
): NewFact {
  const payload = { kind: "MEMBERSHIP", from: practice.code, to, status: "SHADOW" } as const;
  return claim(payload, from, until, madeUp(note));
}

/** That a practice is known to be in no consortium from one day to another: a fact for each PCT it then belongs to. */
export function outsideFacts(
  practice: Practice,
  reason: OutsideReason,
  from: IsoDate,
  until: IsoDate,
  note?: string,
): NewFact[] {
  return spellsOf(practice.area.pct, from, until).map((spell) =>
    claim(
      { kind: "OUTSIDE", from: practice.code, to: spell.pct, reason },
      spell.from,
      spell.to,
      madeUp(note),
    ),
  );
}
