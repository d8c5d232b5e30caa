import { linksAbove, maxHopsAbove, type ReachedAbove } from "../graph/statements/links-above.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { kindNames, organisationKinds } from "../model/kinds.ts";
import { type Link, type Step, stepsOf } from "../model/links.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import { byTrust, type Trusted } from "../model/trust.ts";
import { type ReachedClaim, reachedBy } from "./claims.ts";
import type { Context } from "./context.ts";

export interface Climb {
  /** What a link reaches from a parent, or from what was passed on the way: the most trusted first. */
  readonly reach: (link: Link, code: Code) => readonly Organisation[];
  /** Which of the links can be followed from whom on the way, beside the parents. */
  readonly further: readonly (readonly [link: Link, from: readonly Code[]])[];
}

/** A membership that was found on the way up. */
interface Hop {
  readonly fact: Trusted;
  readonly group: Organisation;
  readonly known: boolean;
}

/** Reads by one statement what all these links reach, from the parents and from what they lead to. */
export async function climb(
  context: Context,
  clocks: Clocks,
  links: readonly Link[],
  parents: readonly Code[],
): Promise<Climb> {
  const deepest = Math.max(...links.map((link) => hopsOf(link, links)));
  const height = Math.min(deepest, maxHopsAbove);
  const asked = { ...clocks, parents, kinds: kindsOn(links), hops: height };
  const [levels = []] = await context.read(linksAbove(height), asked);
  const hops = gather(levels, clocks);
  return {
    reach: (link, code) => reachedBy(claimsAlong(hops, stepsOf(link.from, link.name), code)),
    further: links.map((link) => [link, startsOf(link, levels)] as const),
  };
}

/** How many hops a link takes, with those that go on from what it reaches. */
function hopsOf({ from, name, to }: Link, links: readonly Link[]): number {
  const onward = links.filter((link) => link.from === to).map((link) => hopsOf(link, links));
  return stepsOf(from, name).length + Math.max(0, ...onward);
}

/** What was reached early enough for all hops of the link to have been climbed from it. */
function startsOf({ from, name }: Link, levels: readonly (readonly ReachedAbove[])[]): Code[] {
  const early = levels.slice(0, -stepsOf(from, name).length).flat();
  return early
    .filter(({ organisation }) => kindNames[organisation.kind] === from)
    .map(({ organisation }) => organisation.code);
}

/** The kinds that hops of these links arrive at. */
function kindsOn(links: readonly Link[]) {
  const steps = links.flatMap(({ from, name }) => stepsOf(from, name));
  return organisationKinds.filter((kind) => steps.some((step) => arrivesAt(step, kind)));
}

const arrivesAt = ({ label }: Step, kind: Organisation["kind"]): boolean =>
  label === undefined || label === kindNames[kind];

/** One object an organisation, and the memberships of each member. What is reached on several hops comes several times. */
function gather(levels: readonly (readonly ReachedAbove[])[], clocks: Clocks) {
  const groups = new Map<Code, Organisation>();
  const hops = new Map<Code, Hop[]>();
  for (const { organisation, known, members } of levels.flat()) {
    const group = groups.get(organisation.code) ?? seenAt(organisation, clocks);
    groups.set(group.code, group);
    for (const { code, fact } of members) {
      const before = hops.get(code);
      if (before) before.push({ fact, group, known });
      else hops.set(code, [{ fact, group, known }]);
    }
  }
  return hops;
}

/** Every way along the steps from one organisation to another that was known of. */
function claimsAlong(
  hops: ReadonlyMap<Code, readonly Hop[]>,
  [step, ...further]: readonly Step[],
  code: Code,
): ReachedClaim[] {
  if (!step) return [];
  const claims = (hops.get(code) ?? []).filter(({ group }) => arrivesAt(step, group.kind));
  const followed = step.mostTrusted ? claims.sort((a, b) => byTrust(a.fact, b.fact)).slice(0, 1) : claims;
  return followed.flatMap(({ fact, group, known }) => {
    if (further.length === 0) return known ? [{ facts: [fact], reached: group }] : [];
    return claimsAlong(hops, further, group.code).map(({ facts, reached }) => ({
      facts: [fact, ...facts],
      reached,
    }));
  });
}
