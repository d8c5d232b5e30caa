import { referenceDate, type Seed } from "../../src/demonstration/seed.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import type { NewFact, Payload } from "../../src/model/facts.ts";
import type { OrganisationRecord } from "../../src/model/organisation.ts";

const now = "2026-01-01T00:00:00.000Z" as Instant;

/** The facts of a seed that are live on a day, as believed at an instant. */
export function seen(seed: Seed, asOf: IsoDate = referenceDate, knownAt: Instant = now): NewFact[] {
  const retracted = new Set(
    seed.corrections
      .filter((correction) => correction.recordedAt <= knownAt)
      .flatMap((correction) => correction.retracted.map(key)),
  );
  const corrected = seed.corrections.flatMap(({ recordedAt, facts }) =>
    facts.map((fact) => ({ ...fact, recordedAt })),
  );
  return [...seed.facts, ...corrected].filter(
    (fact) =>
      fact.recordedAt <= knownAt &&
      !retracted.has(key(fact)) &&
      (fact.validFrom ?? "0001") <= asOf &&
      asOf <= (fact.validTo ?? "9999"),
  );
}

export function ofKind<K extends Payload["kind"]>(
  facts: readonly NewFact[],
  kind: K,
): Extract<NewFact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<NewFact, { kind: K }> => fact.kind === kind);
}

export function byCode(seed: Seed): Map<Code, OrganisationRecord> {
  return new Map(seed.organisations.map((organisation) => [organisation.code, organisation]));
}

/** The practices that are members of no consortium, by whether they are known to be outside. */
export function standings(seed: Seed, facts: readonly NewFact[]) {
  const organisations = byCode(seed);
  const members = new Map<Code, Code[]>();
  for (const { from, to } of ofKind(facts, "MEMBERSHIP")) {
    if (organisations.get(from)?.kind === "PRACTICE" && organisations.get(to)?.kind === "CONSORTIUM")
      members.set(from, [...(members.get(from) ?? []), to]);
  }
  const said = new Set(ofKind(facts, "OUTSIDE").map(({ from }) => from));
  const practices = seed.organisations.filter(({ kind }) => kind === "PRACTICE");
  const others = practices.filter(({ code }) => !members.has(code));
  return {
    members,
    said,
    outside: others.filter(({ code }) => said.has(code)),
    unclear: others.filter(({ code }) => !said.has(code)),
  };
}

export function patients(practices: readonly OrganisationRecord[]): number {
  return practices.reduce((sum, { listSize }) => sum + (listSize ?? 0), 0);
}

function key(fact: NewFact): string {
  return JSON.stringify([fact.kind, fact.from, fact.validFrom, "to" in fact ? fact.to : "", fact.note]);
}
