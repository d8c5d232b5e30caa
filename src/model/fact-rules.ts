import type { Code } from "./code.ts";
import type { IsoDate } from "./dates.ts";
import type { FactKind, NewFact } from "./facts.ts";
import type { OrganisationKind } from "./kinds.ts";

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
}

const commissioners: readonly OrganisationKind[] = ["PCT", "CLUSTER"];

/** Which kinds each kind of fact may join (design.md, "The graph"): from, and to where it has such an end. */
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
 * both ends, an end after its start, amounts of no less than 0, shares from 0 to 1.
 * @param lifeOf answers undefined for a code that is not in the graph
 */
export function problemsOf(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  return [...problemsOfEnds(fact, lifeOf), ...problemsOfDays(fact, lifeOf), ...problemsOfNumbers(fact)];
}

function problemsOfEnds(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  const named = {
    from: fact.from,
    ...("to" in fact ? { to: fact.to } : {}),
    ...(fact.assertedBy === null ? {} : { assertedBy: fact.assertedBy }),
  };
  const unknown = Object.entries(named).filter(([, code]) => lifeOf(code) === undefined);
  if (unknown.length > 0) {
    return unknown.map(([field, code]) => ({
      field,
      reason: `${code} is not in the graph: expected an organisation that is`,
    }));
  }
  const pairs: readonly Pairs[] = joined[fact.kind];
  const from = lifeOf(fact.from)?.kind;
  const able = pairs.filter((pair) => pair.from.some((kind) => kind === from));
  if (able.length === 0) return [{ field: "from", reason: wrongKind(fact, fact.from, from, "from", pairs) }];
  if (!("to" in fact)) return [];
  if (fact.to === fact.from) {
    return [{ field: "to", reason: `${fact.to} is both ends: expected another organisation` }];
  }
  const to = lifeOf(fact.to)?.kind;
  if (able.some((pair) => pair.to.some((kind) => kind === to))) return [];
  return [{ field: "to", reason: wrongKind(fact, fact.to, to, "to", able) }];
}

function wrongKind(
  { kind }: NewFact,
  code: Code,
  found: OrganisationKind | undefined,
  end: "from" | "to",
  pairs: readonly Pairs[],
): string {
  const expected = [...new Set(pairs.flatMap((pair) => pair[end]))].join(" or ");
  return `${code} is a ${found}: expected a ${expected} where a ${kind} ${end === "from" ? "starts" : "ends"}`;
}

/** A succession joins one that has closed to one that may not have opened, so that their lives do not bound it. */
function problemsOfDays(fact: NewFact, lifeOf: (code: Code) => Life | undefined): Problem[] {
  const { validFrom, validTo } = fact;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return [
      {
        field: "validTo",
        reason: `${validTo} lies before validFrom, ${validFrom}: expected that day or a later one`,
      },
    ];
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
    problems.push({
      field: "validFrom",
      reason: `${validFrom} lies before ${code} opened: expected ${opened} or later`,
    });
  }
  if (closed !== null && (validTo ?? "9999-12-31") > closed) {
    problems.push({
      field: "validTo",
      reason: `${validTo ?? "no end"} lies after ${code} closed: expected ${closed} or earlier`,
    });
  }
  return problems;
}

function problemsOfNumbers(fact: NewFact): Problem[] {
  return Object.entries(fact).flatMap(([field, value]) => {
    if (typeof value !== "number") return [];
    if (field === "shareOfBudget") return value >= 0 && value <= 1 ? [] : [notShare(field, value)];
    return Number.isFinite(value) && value >= 0 ? [] : [notAmount(field, value)];
  });
}

const notShare = (field: string, value: number): Problem => ({
  field,
  reason: `${value} is not a share: expected 0 to 1, such as 0.25 for a quarter`,
});

const notAmount = (field: string, value: number): Problem => ({
  field,
  reason: `${value} is not an amount: expected pounds, 0 or more, such as 217500000`,
});
