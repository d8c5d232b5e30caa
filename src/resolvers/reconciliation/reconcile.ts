import type { Code } from "../../model/code.ts";
import type { Clocks, IsoDate } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Organisation } from "../../model/organisation.ts";
import {
  type Agreement,
  agreementOf,
  type Evidence,
  type GivenValue,
  isCertain,
  nameScore,
  scoreOf,
} from "../../model/reconciliation.ts";
import { compactText, type Fit, readSearchText } from "../../model/search.ts";
import { compareText } from "../../model/trust.ts";
import { type ClockArgs, type Context, clocksOf } from "../context.ts";
import { organisationNamed } from "../organisation.ts";
import { type Ranked, type Ranking, rank } from "../search.ts";
import { type PropertyId, valuesOf } from "./properties.ts";

/** A row of somebody's table that is to be matched. */
export interface ReconciliationQuery {
  /** A name, code or postcode; null: only properties. */
  readonly text: string | null;
  /** Only these; every kind where empty. */
  readonly kinds: readonly OrganisationKind[];
  /** How many candidates at the most. */
  readonly limit: number;
  /** The day that the row is of; that of the request where null. */
  readonly asOf: IsoDate | null;
  readonly given: ReadonlyMap<PropertyId, readonly GivenValue[]>;
}

export interface Candidate {
  readonly organisation: Organisation;
  /** 0 to 100. */
  readonly score: number;
  /** Whether it can be taken without a look. */
  readonly match: boolean;
  readonly evidence: Evidence;
}

/** How many organisations the engine's index is asked for, a query. */
const searched = 300;
/** Of how many the properties are read, a query. */
const compared = 100;

/**
 * The organisations that each query may mean, on its day, the best first. A hop is one statement for all queries of a
 * day, however many they are.
 */
export async function reconcile(
  context: Context,
  queries: readonly ReconciliationQuery[],
  asked: ClockArgs,
): Promise<readonly (readonly Candidate[])[]> {
  const days = queries.map(({ asOf }) => clocksOf({ ...asked, ...(asOf && { asOf }) }, context));
  const texts = queries.map((query) => readSearchText(textOf(query)));
  const known = texts.flatMap((text, at) => (text ? [{ text, at }] : []));
  const rankings = await rank(
    context,
    clocksOf(asked, context),
    known.map(({ text, at }) => {
      const { kinds = [], given = new Map() } = queries[at] ?? {};
      const { asOf } = days[at] as Clocks;
      return { text, kinds, asOf, limit: searched, hints: postcodesIn(given) };
    }),
  );
  const found = new Map(known.map(({ at }, position) => [at, rankings[position] ?? nothing]));
  return Promise.all(
    queries.map((query, at) => candidatesOf(context, query, days[at] as Clocks, found.get(at) ?? nothing)),
  );
}

const nothing: Ranking = { ranked: [], cut: false };

/** What is searched for: where no text is given, the code or else the postcode. */
function textOf({ text, given }: ReconciliationQuery): string {
  const [value = ""] = text === null ? (given.get("code") ?? given.get("postcode") ?? []) : [text];
  return typeof value === "object" ? value.id : String(value);
}

/** Among many of one name, the index ranks that of the postcode first. */
const postcodesIn = (given: ReconciliationQuery["given"]): string[] =>
  (given.get("postcode") ?? []).map((value) => compactText(String(value))).filter(Boolean);

interface Judged {
  readonly code: Code;
  readonly evidence: Evidence;
  readonly score: number;
  readonly certain: boolean;
}

async function candidatesOf(
  context: Context,
  query: ReconciliationQuery,
  clocks: Clocks,
  { ranked, cut }: Ranking,
): Promise<readonly Candidate[]> {
  const byName = byNameOf(ranked, postcodesIn(query.given));
  const judged = await Promise.all(
    (query.given.size > 0 ? byName.slice(0, compared) : byName).map((fit) =>
      judge(context, query, clocks, fit),
    ),
  );
  const best = judged.sort(
    (a, b) => b.score - a.score || moreOfText(a.evidence.fit, b.evidence.fit) || compareText(a.code, b.code),
  );
  const taken = cut || isCut(query, byName) ? undefined : onlyCertain(best);
  return Promise.all(
    best.slice(0, query.limit).map(async (judged) => ({
      organisation: await organisationNamed(context, judged.code, clocks),
      evidence: judged.evidence,
      score: judged.score,
      match: judged === taken,
    })),
  );
}

/** Of two that are as alike, the one first that lacks nothing of what was given: "NE Lincs" is North East Lincolnshire Care Trust. */
const moreOfText = (a: Fit | null, b: Fit | null): number => (b?.closeness ?? 0) - (a?.closeness ?? 0);

/** The only one that is certain; among several the one whose present name is the text, where others were called so once. */
function onlyCertain(judged: readonly Judged[]): Judged | undefined {
  const certain = judged.filter((one) => one.certain);
  const [first, ...others] = certain;
  if (others.length === 0) return first;
  const [named, ...namesakes] = certain.filter(({ evidence: { fit } }) => fit?.otherName === null);
  const isNamed = namesakes.length === 0 && named?.evidence.fit && nameScore(named.evidence.fit) === 100;
  return isNamed ? named : undefined;
}

/** By name and, among namesakes, those of the given postcode first, as not all may be compared. */
function byNameOf(ranked: readonly Ranked[], postcodes: readonly string[]): readonly Ranked[] {
  const elsewhere = ({ postcode }: Ranked) => Number(!postcodes.includes(compactText(postcode ?? "")));
  return [...ranked].sort(
    (a, b) =>
      nameScore(b) - nameScore(a) ||
      elsewhere(a) - elsewhere(b) ||
      moreOfText(a, b) ||
      compareText(a.code, b.code),
  );
}

/** Whether there are more of the same name than were compared, so that nothing is the only one. */
function isCut({ given }: ReconciliationQuery, [first, ...others]: readonly Ranked[]): boolean {
  const next = given.size > 0 ? others[compared - 1] : undefined;
  return first !== undefined && next !== undefined && nameScore(next) === nameScore(first);
}

async function judge(
  context: Context,
  { text, given }: ReconciliationQuery,
  clocks: Clocks,
  { code, postcode: _postcode, ...fit }: Ranked,
): Promise<Judged> {
  const agreements = await Promise.all(
    [...given].map(async ([id, values]): Promise<[PropertyId, Agreement]> => {
      const organisation = await organisationNamed(context, code, clocks);
      return [id, agreementOf(await valuesOf(context, id, organisation), values)];
    }),
  );
  const evidence = { fit: text === null ? null : fit, agreements: new Map<string, Agreement>(agreements) };
  return { code, evidence, score: scoreOf(evidence), certain: isCertain(evidence) };
}
