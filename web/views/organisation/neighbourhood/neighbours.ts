import { grouped } from "../../../parts/grouped.ts";
import type { End } from "../organisation-query.ts";
import { endsOfLinks, type Link, type LinkKind, linkKinds } from "./links.ts";

/** A box of the picture: an organisation, or many that are joined to the same others in the same way. */
export interface Neighbour {
  readonly id: string;
  readonly kind: End["kind"];
  readonly members: readonly End[];
}

/** Facts of one kind between two boxes. */
export interface NeighbourLine {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  readonly links: readonly Link[];
}

export interface NeighbourGraph {
  readonly neighbours: readonly Neighbour[];
  readonly lines: readonly NeighbourLine[];
}

/** So many of a kind that are joined alike make a bundle. */
const bundledFrom = (kind: End["kind"]): number => (kind === "PRACTICE" ? 2 : 25);

/** What the picture draws: each organisation once, practices bundled where nothing tells them apart. */
export function neighboursOf(
  links: readonly Link[],
  centre: End,
  apart: ReadonlySet<string>,
): NeighbourGraph {
  const ends = new Map([centre, ...endsOfLinks(links)].map((end) => [end.code, end]));
  const joined = joinsOf(links);
  const isApart = ({ code }: End) => code === centre.code || apart.has(code);
  const alike = grouped([...ends.values()], (end) =>
    isApart(end) ? end.code : `${end.kind} ${joined.get(end.code)}`,
  );
  const neighbours = alike.flatMap((members) => boxesOf(members, joined));
  return { neighbours, lines: linesOf(links, neighbours) };
}

/** To whom each organisation is joined, and how: the same words for the same joins. */
function joinsOf(links: readonly Link[]): ReadonlyMap<string, string> {
  const joins = new Map<string, Set<string>>();
  const add = (code: string, join: string) => joins.set(code, (joins.get(code) ?? new Set()).add(join));
  for (const { from, to, kind } of links) {
    const how = kind === "MEMBERSHIP" ? "" : `:${kind.toLowerCase()}`;
    add(from.code, `${to.code}${how}`);
    add(to.code, `${from.code}${how}:of`);
  }
  return new Map([...joins].map(([code, all]) => [code, [...all].sort().join("+")]));
}

function boxesOf(members: readonly End[], joined: ReadonlyMap<string, string>): readonly Neighbour[] {
  const [first] = members;
  if (!first) return [];
  if (members.length < bundledFrom(first.kind))
    return members.map((end) => ({ id: end.code, kind: end.kind, members: [end] }));
  const byName = [...members].sort((a, b) => a.name.localeCompare(b.name));
  return [{ id: `${first.kind.toLowerCase()}:${joined.get(first.code)}`, kind: first.kind, members: byName }];
}

/** Memberships first, as the ground of the others. */
function linesOf(links: readonly Link[], neighbours: readonly Neighbour[]): readonly NeighbourLine[] {
  const boxOf = new Map(neighbours.flatMap(({ id, members }) => members.map(({ code }) => [code, id])));
  const ends = ({ from, to }: Link) => [boxOf.get(from.code) ?? "", boxOf.get(to.code) ?? ""] as const;
  const drawn = linkKinds.flatMap((kind) => links.filter((link) => link.kind === kind));
  return grouped(drawn, (link) => `${ends(link).join(" ")} ${link.kind}`).flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const [from, to] = ends(first);
    return [{ key: `${from} ${to} ${first.kind}`, from, to, kind: first.kind, links: alike }];
  });
}
