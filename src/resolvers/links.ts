import type { LinkedRow } from "../graph/statements/linked-row.ts";
import { linkedOrganisations } from "../graph/statements/organisation.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, clocksKey } from "../model/dates.ts";
import { groupBy } from "../model/group-by.ts";
import { type Link, leadsUp, linkFrom } from "../model/links.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import { reachedBy } from "./claims.ts";
import { climb } from "./climb.ts";
import { type Context, clocksIn } from "./context.ts";
import { loaderFor } from "./loaders.ts";
import { cachedReadAhead, cacheReadAhead } from "./read-ahead.ts";

/** A link that goes up and bears this name, which a query can be looked ahead for; null where there is none. */
export function linkUp(from: string, name: string): Link | null {
  const link = linkFrom(from, name);
  return link && leadsUp(link) ? link : null;
}

export type { Link };

interface Wanted {
  readonly link: Link;
  readonly code: Code;
  readonly ahead: readonly Link[];
}
type Reached = readonly Organisation[];

/** Also the name of the statement that reads it alone. */
export const linkNameOf = ({ from, name }: Link): string => `${from}.${name}`;
const keyOf = ({ link, code }: Wanted): string => `${linkNameOf(link)} ${code}`;

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
  const known = cachedReadAhead<Reached>(parent, linkNameOf(link));
  if (known) return known;
  const clocks = clocksIn(parent);
  const loader = loaderFor<Wanted, Reached>(
    context,
    `linked ${clocksKey(clocks)}`,
    async (wanted) => {
      const found = await readLinks(context, clocks, wanted);
      return wanted.map((one) => found.get(keyOf(one)) ?? []);
    },
    keyOf,
  );
  return loader.load({ link, code: parent.code, ahead });
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

/** Reads what is wanted: by one climb where several links go up, else each link by its own statement. */
async function readLinks(
  context: Context,
  clocks: Clocks,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Reached>> {
  const byLink = groupBy(wanted, ({ link }) => link);
  const up = [...byLink.keys()].filter(leadsUp);
  const upward = up.flatMap((link) => byLink.get(link) ?? []);
  // A link is always the same object.
  const links = new Set(up);
  for (const { ahead } of upward) for (const one of ahead) links.add(one);
  const climbing = links.size > 1;
  if (climbing) for (const link of up) byLink.delete(link);
  const read = [...byLink.values()].map((group) => readAlone(context, clocks, group));
  if (climbing) read.push(readUpward(context, clocks, upward, [...links]));
  return new Map((await Promise.all(read)).flat());
}

type Answers = (readonly [key: string, reached: Reached])[];

/** What one link reaches from all its parents. */
async function readAlone(context: Context, clocks: Clocks, wanted: readonly Wanted[]): Promise<Answers> {
  const { link } = wanted[0] as Wanted;
  const parents = wanted.map(({ code }) => code);
  const reached = reachedIn(await context.read(linkedOrganisations(link), { ...clocks, parents }), clocks);
  return context.pace.map(wanted, (one) => [keyOf(one), reached(one.code)] as const);
}

/** What one link reaches from each parent. */
function reachedIn(rows: readonly LinkedRow[], clocks: Clocks): (parent: Code) => Reached {
  const claims = rows.flatMap(({ organisation, claims }) => {
    const reached = seenAt(organisation, clocks);
    return claims.map((claim) => ({ ...claim, reached }));
  });
  const byParent = groupBy(claims, ({ parent }) => parent);
  return (parent) => reachedBy(byParent.get(parent) ?? []);
}

/** What links that go up reach, and ahead of those that it passes what will be asked for next. */
async function readUpward(
  context: Context,
  clocks: Clocks,
  wanted: readonly Wanted[],
  links: readonly Link[],
): Promise<Answers> {
  const parents = [...new Set(wanted.map(({ code }) => code))];
  const { further, reach } = await climb(context, clocks, links, parents);
  for (const { link, from } of further) cacheReadAhead(from, linkNameOf(link), reach(link, from.code));
  return context.pace.map(wanted, (one) => [keyOf(one), reach(one.link, one.code)] as const);
}
