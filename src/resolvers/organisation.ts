import type DataLoader from "dataloader";
import { sourcesByCode } from "../graph/statements/dataset.ts";
import { organisationsByCode, successionChain } from "../graph/statements/organisation.ts";
import { type Code, parseCode } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { NotFound } from "../model/errors.ts";
import { type Organisation, type OrganisationRecord, seenAt } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { compareText } from "../model/trust.ts";
import { type Context, clocksIn, clocksOf } from "./context.ts";
import { loaderFor, rowsFor } from "./loaders.ts";

/** The organisation of a code, seen at the clocks; null where the graph had not heard of it. */
export function organisationOf(context: Context, code: Code, at: Clocks): Promise<Organisation | null> {
  return organisationLoader(context, clocksIn(at)).load(code);
}

/** Tells of an organisation that was read with something else, with all of its description. */
export function primeOrganisation(context: Context, record: OrganisationRecord, clocks: Clocks): void {
  organisationLoader(context, clocks).prime(record.code, seenAt(record, clocks));
}

function organisationLoader(context: Context, clocks: Clocks): DataLoader<Code, Organisation | null> {
  return loaderFor(context, `organisations ${clocks.asOf} ${clocks.knownAt}`, async (codes) => {
    const records = await readOrganisations(context, clocks, codes);
    const found = new Map(records.map((record) => [record.code, seenAt(record, clocks)]));
    return codes.map((wanted) => found.get(wanted) ?? null);
  });
}

async function readOrganisations(
  context: Context,
  clocks: Clocks,
  codes: readonly Code[],
): Promise<readonly OrganisationRecord[]> {
  const expected = codes.map((code) => coming.get(context.loaders)?.get(keyOf(code, clocks)));
  const come = (await Promise.all(expected)).filter((record) => record != null);
  const missing = codes.filter((code) => !come.some((record) => record.code === code));
  if (missing.length === 0) return come;
  return [...come, ...(await context.read(organisationsByCode, { ...clocks, codes: missing }))];
}

/** Organisations that are being read with something else, by the loaders of the request. */
const coming = new WeakMap<Context["loaders"], Map<string, Promise<OrganisationRecord | null>>>();
const keyOf = (code: Code, { asOf, knownAt }: Clocks): string => `${code} ${asOf} ${knownAt}`;

/** Tells that an organisation comes with something that is being read, so that it needs no statement of its own. */
export function comesWith(
  context: Context,
  clocks: Clocks,
  code: Code,
  read: Promise<{ readonly self?: OrganisationRecord | null }>,
): void {
  const inRequest = coming.get(context.loaders) ?? new Map<string, Promise<OrganisationRecord | null>>();
  coming.set(context.loaders, inRequest);
  const self = read.then(
    (found) => found.self ?? null,
    () => null,
  );
  inRequest.set(keyOf(code, clocks), self);
}

/** What stands for an organisation of which no more is known yet than its code, and perhaps its kind. */
export interface Unread extends Clocks {
  readonly code: Code;
  readonly unread: true;
}

export const isUnread = (organisation: object): boolean => "unread" in organisation;

/** The organisation that a fact in the graph names: it is there, or the graph is broken. */
export async function organisationNamed(context: Context, code: Code, at: Clocks): Promise<Organisation> {
  const organisation = await organisationOf(context, code, at);
  if (!organisation)
    throw new Error(`A fact names ${code}, which the graph had not heard of at ${at.knownAt}`);
  return organisation;
}

/**
 * The organisation of a code as a client typed it; null where there is none.
 * @param askAhead is told of it while it is being read
 */
export function organisationByCode(
  context: Context,
  args: { readonly code: string } & Parameters<typeof clocksOf>[0],
  askAhead: (organisation: Unread) => void = () => {},
): Promise<Organisation | null> {
  const clocks = clocksOf(args, context);
  const code = parseCode(args.code);
  askAhead({ code, ...clocks, unread: true });
  return organisationOf(context, code, clocks);
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
