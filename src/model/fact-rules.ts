import { payloadFieldsOf } from "../vocabulary/derive.ts";
import type { Code } from "./code.ts";
import { daysOf, type IsoDate } from "./dates.ts";
import type { FactKind, NewFact } from "./facts.ts";
import type { OrganisationKind } from "./kinds.ts";
import { faultOfNumber } from "./number-rules.ts";

/** What a fact has to fulfil before the graph takes it, whoever records it: the one place of these rules. */

/** What the rules ask of an organisation that a fact names. */
export interface Life {
  readonly kind: OrganisationKind;
  /** First day; null where unknown. */
  readonly opened: IsoDate | null;
  /** Last day; null while open. */
  readonly closed: IsoDate | null;
}

/** A rule that a fact breaks. */
export interface Problem {
  /** The property of the fact at fault, such as `to`. */
  readonly field: string;
  /** What was found and what was expected, without a full stop. */
  readonly reason: string;
  /** What was expected alone. */
  readonly expected: string;
}

const problem = (field: string, found: string, expected: string): Problem => ({
  field,
  reason: `${found}: expected ${expected}`,
  expected,
});

const commissioners: readonly OrganisationKind[] = ["PCT", "CLUSTER"];

/** Which kinds each kind of fact may join (docs/model.md): from, and to where it has such an end. */
const joined = {
  MEMBERSHIP: [
    { from: ["PRACTICE"], to: ["CONSORTIUM", "PCT"] },
    { from: ["CONSORTIUM"], to: ["PCT"] },
    { from: ["PCT"], to: ["CLUSTER", "SHA"] },
    { from: ["CLUSTER"], to: ["SHA"] },
    { from: ["SUPPORT_PROVIDER"], to: ["SHA", "CLUSTER", "PCT"] },
  ],
  OUTSIDE: [{ from: ["PRACTICE"], to: ["PCT"] }],
  DELEGATION: [{ from: commissioners, to: ["CONSORTIUM"] }],
  SUPPORT: [
    {
      from: ["SUPPORT_PROVIDER", "SHA", ...commissioners],
      to: ["CONSORTIUM", "PCT", "CLUSTER", "SHA", "PRACTICE"],
    },
  ],
  SUCCESSION: [
    { from: ["PRACTICE"], to: ["PRACTICE"] },
    { from: ["CONSORTIUM"], to: ["CONSORTIUM"] },
    { from: ["PCT"], to: ["PCT", "CONSORTIUM"] },
    { from: ["CLUSTER"], to: ["CLUSTER"] },
    { from: ["SHA"], to: ["SHA"] },
    { from: ["SUPPORT_PROVIDER"], to: ["SUPPORT_PROVIDER"] },
  ],
  REPORT: [{ from: ["PCT"], to: [] }],
  BUDGET: [{ from: commissioners, to: [] }],
} as const satisfies Record<FactKind, readonly Pairs[]>;
interface Pairs {
  readonly from: readonly OrganisationKind[];
  readonly to: readonly OrganisationKind[];
}

/**
 * Every rule that a fact breaks; none for one that may be recorded: kinds that may be joined, days within the lives of
 * both ends, an end after its start, a budget and a delegation that hold on some day of their year, amounts of no less than 0 in whole pence, shares from 0 to 1.
 * @param lifeOf answers undefined for a code that is not in the graph
 */
export function problemsOf(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  return [
    ...problemsOfEnds(fact, lifeOf),
    ...problemsOfDays(fact, lifeOf),
    ...problemsOfYear(fact),
    ...problemsOfNumbers(fact),
  ];
}

function problemsOfEnds(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  const named = {
    from: fact.from,
    ...("to" in fact ? { to: fact.to } : {}),
    ...(fact.assertedBy === null ? {} : { assertedBy: fact.assertedBy }),
  };
  const unknown = Object.entries(named).filter(([, code]) => lifeOf(code) === undefined);
  if (unknown.length > 0) {
    return unknown.map(([field, code]) =>
      problem(field, `${code} is not in the graph`, "an organisation that is"),
    );
  }
  const pairs: readonly Pairs[] = joined[fact.kind];
  const from = lifeOf(fact.from)?.kind;
  const able = pairs.filter((pair) => pair.from.some((kind) => kind === from));
  if (able.length === 0) return [wrongKind(fact, fact.from, from, "from", pairs)];
  if (!("to" in fact)) return [];
  if (fact.to === fact.from) {
    return [problem("to", `${fact.to} is both ends`, "another organisation")];
  }
  const to = lifeOf(fact.to)?.kind;
  if (able.some((pair) => pair.to.some((kind) => kind === to))) return [];
  return [wrongKind(fact, fact.to, to, "to", able)];
}

function wrongKind(
  { kind }: NewFact,
  code: Code,
  found: OrganisationKind | undefined,
  end: "from" | "to",
  pairs: readonly Pairs[],
): Problem {
  const expected = [...new Set(pairs.flatMap((pair) => pair[end]))].join(" or ");
  return problem(
    end,
    `${code} is a ${found}`,
    `a ${expected} where a ${kind} ${end === "from" ? "starts" : "ends"}`,
  );
}

/** A succession joins one that has closed to one that may not have opened, so that their lives do not bound it. */
function problemsOfDays(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  const { validFrom, validTo } = fact;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return [problem("validTo", `${validTo} lies before validFrom, ${validFrom}`, "that day or a later one")];
  }
  if (fact.kind === "SUCCESSION") return [];
  return [fact.from, ...("to" in fact ? [fact.to] : [])].flatMap((code) => {
    const life = lifeOf(code);
    return life ? problemsOfLife(fact, code, life) : [];
  });
}

function problemsOfLife({ validFrom, validTo }: NewFact, code: Code, { opened, closed }: Life): Problem[] {
  const problems: Problem[] = [];
  if (opened !== null && validFrom !== null && validFrom < opened) {
    problems.push(problem("validFrom", `${validFrom} lies before ${code} opened`, `${opened} or later`));
  }
  if (closed !== null && (validTo ?? "9999-12-31") > closed) {
    problems.push(
      validTo === null
        ? problem("validTo", `it has no end, but ${code} closed on ${closed}`, `${closed} or earlier`)
        : problem("validTo", `${validTo} lies after ${code} closed`, `${closed} or earlier`),
    );
  }
  return problems;
}

/**
 * A fact cut to the days on which all of its ends exist, for a register that gives more: the rules would refuse it. What
 * was cut is derived, and its note says what the source gives.
 * @returns the fact itself where nothing had to be cut; null where there is no such day
 */
export function withinLives<F extends NewFact>(fact: F, lifeOf: (code: Code) => Life | undefined): F | null {
  let [opened, closed]: [IsoDate?, IsoDate?] = [];
  for (const code of "to" in fact ? [fact.from, fact.to] : [fact.from]) {
    const life = lifeOf(code);
    if (life?.opened && (opened === undefined || life.opened > opened)) opened = life.opened;
    if (life?.closed && (closed === undefined || life.closed < closed)) closed = life.closed;
  }
  const { validFrom, validTo } = fact;
  const from = validFrom !== null && opened !== undefined && validFrom < opened ? opened : validFrom;
  const to = closed !== undefined && (validTo === null || validTo > closed) ? closed : validTo;
  const starts = from ?? opened;
  if (starts !== undefined && to !== null && to < starts) return null;
  if (from === validFrom && to === validTo) return fact;
  const said = `The source gives ${validFrom ?? "an unknown day"} to ${validTo ?? "no end"}: cut to the days on which both ends exist.`;
  const note = [fact.note, said].filter((part) => part !== null).join(" ");
  return { ...fact, validFrom: from, validTo: to, confidence: weaker(fact.confidence), note };
}

/** Derived at best. */
const weaker = (confidence: NewFact["confidence"]): NewFact["confidence"] =>
  confidence === "SYNTHETIC" ? "SYNTHETIC" : "DERIVED";

/** What a PCT reports may be of a year to come; a budget and a delegation are there in their year. */
function problemsOfYear(fact: NewFact): Problem[] {
  if (fact.kind !== "BUDGET" && fact.kind !== "DELEGATION") return [];
  const { financialYear, validFrom, validTo } = fact;
  const { first, last } = daysOf(financialYear);
  const holds = (validFrom ?? first) <= last && (validTo ?? last) >= first;
  if (holds) return [];
  const period = `${validFrom ?? "the beginning"} to ${validTo ?? "no end"}`;
  return [problem("financialYear", `${financialYear} has no day from ${period}`, `a year that it holds in`)];
}

function problemsOfNumbers(fact: NewFact): Problem[] {
  return payloadFieldsOf(fact.kind).flatMap(([name, { type }]) => {
    const value: unknown = fact[name as keyof NewFact];
    const wrong = typeof value === "number" ? faultOfNumber(type, value) : undefined;
    return wrong ? [problem(name, wrong.found, wrong.expected)] : [];
  });
}
