import { linkedOrganisations } from "../graph/statements/organisation.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, clocksKey } from "../model/dates.ts";
import { groupBy } from "../model/group-by.ts";
import { kindNames } from "../model/kinds.ts";
import { type Link, leadsUp, linkFrom } from "../model/links.ts";
import { clocksIn, type Organisation, seenAt } from "../model/organisation.ts";
import { reachedBy } from "./claims.ts";
import { climb } from "./climb.ts";
import type { Context, ReachedByLink } from "./context.ts";
import { loaderFor } from "./loaders.ts";

/** A link that goes up and bears this name, which a query can be looked ahead for; null where there is none. */
export function linkUp(from: string, name: string): Link | null {
  const link = linkFrom(from, name);
  return link && leadsUp(link) ? link : null;
}

export type { Link };

type Reached = readonly Organisation[];

/** A link to be followed from some organisations. */
interface Wanted {
  readonly link: Link;
  readonly codes: readonly Code[];
  /** Links that go up from what is reached, and that will be asked for next. */
  readonly ahead: readonly Link[];
}

/** Also the name of the statement that reads it alone. */
export const linkNameOf = ({ from, name }: Link): string => `${from}.${name}`;

/**
 * All that a link reaches from an organisation, the most trusted first: at once where it was read ahead. Links that go
 * up and are asked for at once are read by one statement, together with those ahead.
 * @param ahead links that go up from what is reached, and that will be asked for next
 */
export function linked(
  context: Context,
  link: Link,
  parent: Clocks & { readonly code: Code },
  ahead: readonly Link[] = [],
): Reached | Promise<Reached> {
  const { code } = parent;
  const clocks = clocksIn(parent);
  const known = reachedAt(context, clocks).get(link)?.get(code);
  if (known) return known;
  return linkLoader(context, clocks)
    .load({ link, codes: [code], ahead })
    .then((reached) => reached.get(link)?.get(code) ?? []);
}

/** What a to-one link reaches; where several claims are live, the most trusted. */
export function linkedOne(
  context: Context,
  link: Link,
  parent: Organisation,
  ahead: readonly Link[] = [],
): Organisation | null | Promise<Organisation | null> {
  const reached = linked(context, link, parent, ahead);
  return reached instanceof Promise ? reached.then(firstOf) : firstOf(reached);
}

const firstOf = ([first]: Reached): Organisation | null => first ?? null;

/**
 * Reads what links that go up reach from all organisations of a list, so that none of its rows waits for its own. What
 * cannot be read is left for the rows to ask for, so that each says what it lacks.
 * @param ahead the links up that are asked for below the list, and those beyond them
 */
export async function readAhead(
  context: Context,
  organisations: readonly Organisation[],
  ahead: readonly Link[],
): Promise<void> {
  const [first] = organisations;
  if (!first || ahead.length === 0) return;
  const clocks = clocksIn(first);
  const loading = [...new Set(ahead)].flatMap((link) => {
    const known = reachedAt(context, clocks).get(link);
    const codes = organisations
      .filter(({ kind, code }) => kindNames[kind] === link.from && !known?.has(code))
      .map(({ code }) => code);
    return codes.length === 0 ? [] : [linkLoader(context, clocks).load({ link, codes, ahead })];
  });
  await Promise.allSettled(loading);
}

function reachedAt(context: Context, clocks: Clocks): ReachedByLink {
  const key = clocksKey(clocks);
  const known = context.reached.get(key) ?? new Map();
  context.reached.set(key, known);
  return known;
}

function linkLoader(context: Context, clocks: Clocks) {
  return loaderFor<Wanted, ReachedByLink>(
    context,
    `linked ${clocksKey(clocks)}`,
    async (wanted) => {
      const reached = reachedAt(context, clocks);
      await readLinks(context, clocks, wanted, reached);
      return wanted.map(() => reached);
    },
    ({ link, codes }) => (codes.length === 1 ? `${linkNameOf(link)} ${codes[0]}` : codes),
  );
}

/** Reads what is wanted: by one climb where several links go up, else each link by its own statement. */
async function readLinks(
  context: Context,
  clocks: Clocks,
  wanted: readonly Wanted[],
  reached: ReachedByLink,
): Promise<void> {
  const codesOf = new Map<Link, Set<Code>>();
  for (const { link, codes } of wanted) {
    const before = codesOf.get(link) ?? new Set();
    codesOf.set(link, before);
    for (const code of codes) before.add(code);
  }
  // A link is always the same object.
  const links = new Set([...codesOf.keys()].filter(leadsUp));
  for (const { link, ahead } of wanted) if (leadsUp(link)) for (const one of ahead) links.add(one);
  const climbing = links.size > 1;
  const upward = climbing ? [...codesOf].filter(([link]) => leadsUp(link)) : [];
  const alone = [...codesOf].filter(([link]) => !climbing || !leadsUp(link));
  await Promise.all([
    ...alone.map(([link, codes]) => readAlone(context, clocks, link, [...codes], reached)),
    ...(climbing ? [readUpward(context, clocks, upward, [...links], reached)] : []),
  ]);
}

/** What one link reaches from all its parents. */
async function readAlone(
  context: Context,
  clocks: Clocks,
  link: Link,
  parents: readonly Code[],
  reached: ReachedByLink,
): Promise<void> {
  const rows = await context.read(linkedOrganisations(link), { ...clocks, parents });
  const claims = rows.flatMap(({ organisation, claims }) => {
    const seen = seenAt(organisation, clocks);
    return claims.map((claim) => ({ ...claim, reached: seen }));
  });
  const byParent = groupBy(claims, ({ parent }) => parent);
  await note(context, reached, link, parents, (code) => reachedBy(byParent.get(code) ?? []));
}

/** What links that go up reach, and ahead of those that it passes what will be asked for next. */
async function readUpward(
  context: Context,
  clocks: Clocks,
  wanted: readonly (readonly [Link, Iterable<Code>])[],
  links: readonly Link[],
  reached: ReachedByLink,
): Promise<void> {
  const parents = new Set(wanted.flatMap(([, codes]) => [...codes]));
  const { further, reach } = await climb(context, clocks, links, [...parents]);
  for (const [link, codes] of [...wanted, ...further])
    await note(context, reached, link, codes, (code) => reach(link, code));
}

/** Notes what a link reaches from each organisation, at the pace of the request. */
async function note(
  context: Context,
  reached: ReachedByLink,
  link: Link,
  codes: Iterable<Code>,
  reach: (code: Code) => Reached,
): Promise<void> {
  const byCode = reached.get(link) ?? new Map<Code, Reached>();
  reached.set(link, byCode);
  await context.pace.map(codes, (code) => {
    byCode.set(code, reach(code));
  });
}
