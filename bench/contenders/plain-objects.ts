import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { datasetStart } from "../../src/demonstration/seed.ts";
import { factIdOf } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import { type FinancialYear, financialYearOf } from "../../src/model/dates.ts";
import { budgetOf, delegatedAmount, delegatedShare, positionOf } from "../../src/model/delegation.ts";
import type { Fact } from "../../src/model/facts.ts";
import { kindNames } from "../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../src/model/organisation.ts";
import { byTrust } from "../../src/model/trust.ts";
import { clocks } from "../works/work.ts";

/** England on one day as objects that hold each other: no clocks, no filters compiled, nothing to wait for. */

interface PageArgs {
  readonly first?: number;
  readonly after?: string;
}
type Place = Omit<OrganisationRecord, "source"> & {
  readonly __typename: string;
  exists: boolean;
  consortium?: Place | undefined;
  pct?: Place | undefined;
  cluster?: Place | undefined;
  sha?: Place | undefined;
  /** As the schema has them: lists with arguments, or a consortium's PCTs without. */
  practices: (args: PageArgs) => object;
  consortia: (args: PageArgs) => object;
  clusters: (args: PageArgs) => object;
  pcts: readonly Place[] | ((args: PageArgs) => object);
  outsideReason: string | null;
  facts: Fact[];
  members: Record<"Practice" | "Consortium" | "PCT" | "Cluster", Place[]>;
  hasDelegatedBudget: boolean;
};

const year: FinancialYear = financialYearOf(clocks.asOf as never);

/** The root value for this server's schema. */
export function plainQueries(): object {
  const places = joinedPlaces();
  const all = [...places.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const existing = (name: string) => all.filter((place) => place.__typename === name && place.exists);
  const practices = existing("Practice");
  const orphans = practices.filter(({ consortium }) => !consortium);
  const lists = Object.fromEntries(
    Object.entries({ clusters: "Cluster", pcts: "PCT", shas: "SHA" }).map(([field, name]) => [
      field,
      pager(existing(name)),
    ]),
  );
  const allPractices = pager(practices);
  return {
    ...lists,
    organisation: ({ code }: { code: Code }) => places.get(code),
    practices: (args: PageArgs & { where?: PracticeWhere }) =>
      (args.where ? pager(practices.filter(fits(args.where))) : allPractices)(args),
    orphanedPractices: (args: PageArgs & { within?: string }) =>
      pager(args.within ? orphans.filter(({ pct }) => pct?.sha?.code === args.within) : orphans)(args),
    delegationSummary: ({ within }: { within: string }) =>
      summaryOf(
        existing("PCT").filter(({ sha }) => sha?.code === within),
        orphans.filter(({ pct }) => pct?.sha?.code === within),
      ),
  };
}

interface PracticeWhere {
  readonly hasDelegatedBudget?: boolean;
  readonly cluster: { readonly code?: { readonly eq: string }; readonly hasDelegatedBudget?: boolean };
}
const fits =
  ({ hasDelegatedBudget, cluster: wanted }: PracticeWhere) =>
  (practice: Place): boolean => {
    const cluster = practice.pct?.cluster;
    return (
      cluster !== undefined &&
      (wanted.code === undefined || cluster.code === wanted.code.eq) &&
      (wanted.hasDelegatedBudget === undefined || cluster.hasDelegatedBudget === wanted.hasDelegatedBudget) &&
      (hasDelegatedBudget === undefined || practice.hasDelegatedBudget === hasDelegatedBudget)
    );
  };

/** A connection over objects in order; its cursors are positions. */
function pager(rows: readonly Place[]): (args: PageArgs) => object {
  const totalPatients = rows.reduce((total, { listSize }) => total + (listSize ?? 0), 0);
  return ({ first = 50, after }) => {
    const start = after === undefined || after === null ? 0 : Number(after);
    const nodes = start === 0 && first >= rows.length ? rows : rows.slice(start, start + first);
    const end = start + nodes.length;
    return {
      totalCount: rows.length,
      totalPatients,
      nodes,
      pageInfo: { hasNextPage: end < rows.length, endCursor: String(end) },
    };
  };
}

/** All organisations, joined by what is live on the day; of several claims to one place, the most trusted. */
function joinedPlaces(): Map<Code, Place> {
  const { organisations, facts } = buildSeed({ factsOnly: false });
  const places = new Map(
    organisations.map((organisation) => [organisation.code, placeOf(organisation)] as const),
  );
  const live = facts
    .map((fact) => {
      const recordedAt = fact.recordedAt ?? datasetStart;
      const { recordedAt: _, ...payload } = fact;
      return { ...fact, recordedAt, factId: factIdOf(payload as never, recordedAt) } as unknown as Fact;
    })
    .filter(
      ({ validFrom, validTo }) => (validFrom ?? "") <= clocks.asOf && clocks.asOf <= (validTo ?? "9999"),
    )
    .sort(byTrust);
  for (const fact of live) join(places, fact);
  for (const place of places.values()) finish(place);
  for (const place of places.values()) place.hasDelegatedBudget = hasBudget(place);
  return places;
}

function placeOf(organisation: OrganisationRecord): Place {
  const { opened, closed } = organisation;
  return {
    ...organisation,
    __typename: kindNames[organisation.kind],
    exists: (opened ?? "") <= clocks.asOf && clocks.asOf <= (closed ?? "9999"),
    outsideReason: null,
    facts: [],
    members: { Practice: [], Consortium: [], PCT: [], Cluster: [] },
    hasDelegatedBudget: false,
  } as unknown as Place;
}

function join(places: Map<Code, Place>, fact: Fact): void {
  const from = places.get(fact.from);
  if (!from) throw new Error(`Nobody has the code ${fact.from}`);
  if (fact.kind !== "MEMBERSHIP") {
    from.facts.push(fact);
    const to = "to" in fact ? places.get(fact.to) : undefined;
    if (fact.kind === "OUTSIDE" && from.outsideReason === null) from.outsideReason = fact.reason;
    if (fact.kind === "DELEGATION") {
      to?.facts.push(fact);
      Object.assign(fact, { recipient: to });
    }
    return;
  }
  const group = places.get(fact.to);
  if (!group) throw new Error(`Nobody has the code ${fact.to}`);
  const up = { Consortium: "consortium", PCT: "pct", Cluster: "cluster", SHA: "sha" } as const;
  const link = up[group.__typename as keyof typeof up];
  if (from.__typename === "Consortium") from.members.PCT.push(group);
  else if (link) from[link] ??= group;
  const members = group.members[from.__typename as keyof Place["members"]];
  if (members && group.__typename !== "Practice" && from.exists && !members.includes(from))
    members.push(from);
}

/** What the schema's fields are named, worked out once. */
function finish(place: Place): void {
  const { members, facts } = place;
  for (const rows of Object.values(members)) rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  place.practices = pager(members.Practice);
  place.consortia = pager(members.Consortium);
  place.clusters = pager(members.Cluster);
  place.pcts = place.__typename === "Consortium" ? members.PCT : pager(members.PCT);
  if (place.__typename !== "PCT") return;
  const budget = budgetOf(facts, year);
  Object.assign(place, {
    position: positionOf(facts),
    budget: budget ? { amountGbp: budget.amountGbp } : null,
    delegatedShare: delegatedShare(facts, year),
    delegations: facts.filter(({ kind }) => kind === "DELEGATION"),
  });
}

const inForce = (facts: readonly Fact[]) =>
  facts.some((fact) => fact.kind === "DELEGATION" && fact.stage === "IN_FORCE");

function hasBudget({ __typename, facts, consortium, members }: Place): boolean {
  if (__typename === "Practice") return consortium !== undefined && inForce(consortium.facts);
  return inForce(facts) || (__typename === "Cluster" && members.PCT.some((pct) => inForce(pct.facts)));
}

function summaryOf(pcts: readonly Place[], orphans: readonly Place[]): object {
  const positions = pcts.map(({ facts }) => positionOf(facts));
  const count = (wanted: string) => positions.filter((position) => position === wanted).length;
  const outside = orphans.filter(({ outsideReason }) => outsideReason !== null);
  const unclear = orphans.filter(({ outsideReason }) => outsideReason === null);
  const patients = (rows: readonly Place[]) =>
    rows.reduce((total, { listSize }) => total + (listSize ?? 0), 0);
  return {
    pcts: pcts.length,
    delegatedOrReady: count("DELEGATED_OR_READY"),
    developing: count("DEVELOPING"),
    noClearPlans: count("NO_CLEAR_PLANS"),
    notReported: count("NOT_REPORTED"),
    delegatedGbp: pcts.reduce((total, { facts }) => total + (delegatedAmount(facts, year) ?? 0), 0),
    practicesOutside: outside.length,
    patientsOutside: patients(outside),
    practicesUnclear: unclear.length,
    patientsUnclear: patients(unclear),
  };
}
