import type { Link } from "../graph/links.ts";
import { sourcesByCode } from "../graph/statements/dataset.ts";
import {
  linkedOrganisations,
  organisationsByCode,
  successionChain,
} from "../graph/statements/organisation.ts";
import { type Code, parseCode } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { NotFound } from "../model/errors.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { byTrust, compareText, type Trusted } from "../model/trust.ts";
import { type Context, clocksIn, clocksOf } from "./context.ts";
import { groupBy, loaderFor, rowsFor } from "./loaders.ts";

/** The organisation of a code, seen at the clocks; null where the graph had not heard of it. */
export function organisationOf(context: Context, code: Code, at: Clocks): Promise<Organisation | null> {
  const clocks = clocksIn(at);
  const loader = loaderFor<Code, Organisation | null>(
    context,
    `organisations ${clocks.asOf} ${clocks.knownAt}`,
    async (codes) => {
      const records = await context.read(organisationsByCode, { ...clocks, codes });
      const found = new Map(records.map((record) => [record.code, seenAt(record, clocks)]));
      return codes.map((wanted) => found.get(wanted) ?? null);
    },
  );
  return loader.load(code);
}

/** The organisation that a fact in the graph names: it is there, or the graph is broken. */
export async function organisationNamed(context: Context, code: Code, at: Clocks): Promise<Organisation> {
  const organisation = await organisationOf(context, code, at);
  if (!organisation)
    throw new Error(`A fact names ${code}, which the graph had not heard of at ${at.knownAt}`);
  return organisation;
}

/** The organisation of a code as a client typed it; null where there is none. */
export function organisationByCode(
  context: Context,
  args: { readonly code: string } & Parameters<typeof clocksOf>[0],
): Promise<Organisation | null> {
  return organisationOf(context, parseCode(args.code), clocksOf(args, context));
}

/**
 * The organisation that an argument names.
 * @throws NotFound
 */
export async function organisationGiven(
  context: Context,
  argument: string,
  text: string,
  clocks: Clocks,
): Promise<Organisation> {
  const organisation = await organisationOf(context, parseCode(text), clocks);
  if (organisation) return organisation;
  throw new NotFound(
    `${argument}: there is no organisation "${text}" in the graph: expected a code that it holds, such as Q38 (NHS South Central) or 5PP (NHS Cambridgeshire).`,
  );
}

/** All that a link reaches from an organisation, the most trusted first. */
export function linked(
  context: Context,
  link: Link,
  parent: Clocks & { readonly code: Code },
): Promise<readonly Organisation[]> {
  const clocks = clocksIn(parent);
  const name = `${link.from}.${link.name} ${clocks.asOf} ${clocks.knownAt}`;
  const loader = loaderFor<Code, readonly Organisation[]>(context, name, async (parents) => {
    const rows = await context.read(linkedOrganisations(link), { ...clocks, parents });
    const claims = rows.flatMap(({ organisation, claims }) => {
      const reached = seenAt(organisation, clocks);
      return claims.map((claim) => ({ ...claim, reached }));
    });
    const byParent = groupBy(claims.sort(bestFirst), (claim) => claim.parent);
    return parents.map((code) => [...new Set(byParent.get(code)?.map(({ reached }) => reached))]);
  });
  return loader.load(parent.code);
}

interface ReachedClaim {
  readonly facts: readonly Trusted[];
  readonly reached: Organisation;
}

/** By the first hop whose facts differ, so that a practice's cluster is the one that is shown of its PCT. */
function bestFirst(a: ReachedClaim, b: ReachedClaim): number {
  for (const [hop, fact] of a.facts.entries()) {
    const other = b.facts[hop];
    const order = other ? byTrust(fact, other) : 0;
    if (order !== 0) return order;
  }
  return compareText(a.reached.code, b.reached.code);
}

/** What a to-one link reaches; where several claims are live, the most trusted. */
export async function linkedOne(
  context: Context,
  link: Link,
  parent: Organisation,
): Promise<Organisation | null> {
  return (await linked(context, link, parent))[0] ?? null;
}

/** The whole chain of predecessors or successors, nearest first. */
export async function succession(
  context: Context,
  direction: "successors" | "predecessors",
  parent: Organisation,
): Promise<readonly Organisation[]> {
  const rows = await rowsFor(context, successionChain(direction), parent);
  const sorted = [...rows].sort((a, b) => a.distance - b.distance || compareText(a.code, b.code));
  return Promise.all(sorted.map(({ code }) => organisationNamed(context, code, parent)));
}

/** The source of a code. */
export async function sourceOf(context: Context, code: string): Promise<Source> {
  const loader = loaderFor<string, Source | null>(context, "sources", async (codes) => {
    const found = new Map(
      (await context.read(sourcesByCode, { codes })).map((source) => [source.code, source]),
    );
    return codes.map((wanted) => found.get(wanted) ?? null);
  });
  const source = await loader.load(code);
  if (!source) throw new Error(`The graph names a source that it does not hold: ${code}`);
  return source;
}
