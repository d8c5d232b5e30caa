import { factsById } from "../graph/statements/curation.ts";
import { historyOf } from "../graph/statements/fact.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { endSeenAt, type Fact, type LoggedFact, type Payload } from "../model/facts.ts";
import { clocksIn, type Organisation } from "../model/organisation.ts";
import { byTrust, compareText } from "../model/trust.ts";
import { type Context, clocksOf } from "./context.ts";
import { liveFacts } from "./live-facts.ts";
import { loaderFor, rowsFor } from "./loaders.ts";
import { type SliceArgs, sliced } from "./page.ts";
import { spend } from "./spend.ts";

/** A fact as read at the clocks of the organisation that it was read from. */
export type FactView<M extends Payload = Payload> = Extract<Fact, { kind: M["kind"] }> & {
  readonly clocks: Clocks;
};

/** The most trusted first. */
async function factsOf<K extends Payload["kind"]>(
  context: Context,
  end: "made" | "received",
  kind: K,
  parent: Organisation,
): Promise<readonly FactView<Extract<Payload, { kind: K }>>[]> {
  const clocks = clocksIn(parent);
  const facts = await liveFacts(context, end, kind, parent);
  return facts
    .map((fact) => viewOf(fact, clocks))
    .sort((a, b) => byTrust(a, b) || compareText(otherEnd(a), otherEnd(b))) as never;
}

/** A fact as seen at the clocks. */
export function viewOf(fact: Fact, clocks: Clocks): FactView {
  return { ...fact, clocks, ...endSeenAt(fact, clocks) };
}

const otherEnd = (fact: Payload): Code | "" => ("to" in fact ? fact.to : "");

/** Memberships of an organisation in its groups. */
export const memberships = (context: Context, parent: Organisation) =>
  factsOf(context, "made", "MEMBERSHIP", parent);

/** Support received; for a support provider, support given. */
export const supports = (context: Context, parent: Organisation) =>
  factsOf(context, parent.kind === "SUPPORT_PROVIDER" ? "made" : "received", "SUPPORT", parent);

/** Delegations received by a consortium; made by any other organisation. */
export const delegations = (context: Context, parent: Organisation) =>
  factsOf(context, parent.kind === "CONSORTIUM" ? "received" : "made", "DELEGATION", parent);

/** The fact of an id, believed or retracted, as seen on the dataset's own day; null where there is none. */
export async function factOf(context: Context, factId: string): Promise<FactView | null> {
  const clocks = clocksOf({}, context);
  const [fact] = oneOfEach((await versionsOf(context, factId)).filter((version) => wasSaid(version, clocks)));
  return fact ? viewOf(fact, clocks) : null;
}

/** Every version of a claim. */
function versionsOf(context: Context, factId: string): Promise<readonly Fact[]> {
  const loader = loaderFor<string, readonly Fact[]>(context, "facts by id", async (factIds) => {
    const found = await context.read(factsById, { factIds });
    return factIds.map((wanted) => found.filter(({ factId }) => factId === wanted));
  });
  return loader.load(factId);
}

const wasSaid = (
  { knownFrom, addedIn, supersededIn }: Fact,
  { knownAt, atRevision }: Pick<Clocks, "knownAt" | "atRevision">,
): boolean =>
  knownFrom <= knownAt && addedIn <= atRevision && (supersededIn == null || atRevision < supersededIn);

/** Of the versions of each claim that had been said by then, the one that was said last. */
function oneOfEach(versions: readonly Fact[]): Fact[] {
  const last = new Map<string, Fact>();
  for (const version of versions) {
    const known = last.get(version.factId);
    if (!known || known.knownFrom < version.knownFrom) last.set(version.factId, version);
  }
  return [...last.values()];
}

/** A fact of the audit log, whose earlier records do not say which revision brought it. */
export async function loggedFact(context: Context, fact: LoggedFact): Promise<Fact> {
  const { factId, recordedAt, retractedAt, removedIn = null } = fact;
  const { knownFrom = recordedAt, knownTo = retractedAt } = fact;
  const isThis = (version: Fact) => version.recordedAt === recordedAt && version.knownFrom === knownFrom;
  const addedIn = fact.addedIn ?? (await versionsOf(context, factId)).find(isThis)?.addedIn;
  if (addedIn === undefined) throw new Error(`The audit log tells of fact ${factId}, which is not there`);
  return { ...fact, knownFrom, knownTo, addedIn, removedIn };
}

/** How many facts of histories one request may read: those of all PCTs are some 16,000. */
const maxHistoryFacts = 25_000;

/**
 * Every claim about an organisation that had been said by `knownAt`, once, oldest first.
 * @throws QueryTooComplex
 */
export async function history(
  context: Context,
  parent: Organisation,
  args: SliceArgs,
): Promise<readonly FactView[]> {
  const clocks = clocksIn(parent);
  spend(context, "facts of histories", 0, maxHistoryFacts);
  // It is the same on every day, and so read once for all of them.
  const rows = await rowsFor(context, historyOf, {
    ...clocksIn(parent),
    code: parent.code,
    asOf: context.state.defaultAsOf,
  });
  spend(context, "facts of histories", rows.length, maxHistoryFacts);
  const sorted = oneOfEach(rows.map(({ fact }) => fact))
    .map((fact) => viewOf(fact, clocks))
    .sort(
      (a, b) =>
        compareText(a.validFrom ?? "", b.validFrom ?? "") ||
        compareText(a.knownFrom, b.knownFrom) ||
        compareText(a.factId, b.factId),
    );
  return sliced(sorted, args);
}
