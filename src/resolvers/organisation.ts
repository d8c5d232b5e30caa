import { sourcesByCode } from "../graph/statements/dataset.ts";
import { organisationsByCode, successionChain } from "../graph/statements/organisation.ts";
import { type Code, parseCode } from "../model/code.ts";
import { type Clocks, clocksKey } from "../model/dates.ts";
import { NotFound } from "../model/errors.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { clocksIn, type Organisation, seenAt } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { compareText } from "../model/trust.ts";
import { type Context, clocksOf } from "./context.ts";
import { loaderFor, rowsFor } from "./loaders.ts";

/** The organisation of a code, seen at the clocks; null where the graph had not heard of it. */
export function organisationOf(context: Context, code: Code, at: Clocks): Promise<Organisation | null> {
  const clocks = clocksIn(at);
  const loader = loaderFor<Code, Organisation | null>(
    context,
    `organisations ${clocksKey(clocks)}`,
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
    throw new Error(`A fact names ${code}, which the graph had not heard of at ${clocksKey(at)}`);
  return organisation;
}

/** The organisation of a code as a client typed it; null where there is none. */
export function organisationByCode(
  context: Context,
  args: { readonly code: string } & Parameters<typeof clocksOf>[0],
): Promise<Organisation | null> {
  return organisationOf(context, parseCode(args.code), clocksOf(args, context));
}

/** The same, where it is of a kind. */
export async function organisationOfKind(
  context: Context,
  kind: OrganisationKind,
  args: Parameters<typeof organisationByCode>[1],
): Promise<Organisation | null> {
  const organisation = await organisationByCode(context, args);
  return organisation?.kind === kind ? organisation : null;
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

/** The source of a code; null where the graph holds none. */
export function sourceByCode(context: Context, code: string): Promise<Source | null> {
  const loader = loaderFor<string, Source | null>(context, "sources", async (codes) => {
    const found = new Map(
      (await context.read(sourcesByCode, { codes })).map((source) => [source.code, source]),
    );
    return codes.map((wanted) => found.get(wanted) ?? null);
  });
  return loader.load(code);
}

/** The source that something in the graph names: it is there, or the graph is broken. */
export async function sourceOf(context: Context, code: string): Promise<Source> {
  const source = await sourceByCode(context, code);
  if (!source) throw new Error(`The graph names a source that it does not hold: ${code}`);
  return source;
}
