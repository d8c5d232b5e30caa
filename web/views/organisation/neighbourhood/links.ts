import { endsOf, isLive } from "../facts.ts";
import type { End, Fact } from "../organisation-query.ts";

/** The kinds of relationship that the picture can show. */
export const linkKinds = ["MEMBERSHIP", "DELEGATION", "SUPPORT", "SUCCESSION", "OUTSIDE"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A live fact between two organisations, as a line of the picture. */
export interface Link {
  readonly factId: string;
  readonly kind: LinkKind;
  readonly from: End;
  readonly to: End;
  readonly fact: Fact;
}

/** The facts of the day between organisations, each once, of the chosen kinds. */
export function linksOf(facts: readonly Fact[], asOf: string, kinds: ReadonlySet<LinkKind>): readonly Link[] {
  const links = new Map<string, Link>();
  for (const fact of facts) {
    const ends = endsOf(fact);
    const kind = fact.kind as LinkKind;
    if (!ends || !kinds.has(kind) || !isLive(fact, asOf)) continue;
    links.set(fact.factId, { factId: fact.factId, kind, from: ends[0], to: ends[1], fact });
  }
  return [...links.values()];
}

/** The organisations at the ends of links, each once. */
export function endsOfLinks(links: readonly Link[]): readonly End[] {
  const ends = new Map<string, End>();
  for (const { from, to } of links) {
    ends.set(from.code, from);
    ends.set(to.code, to);
  }
  return [...ends.values()];
}
