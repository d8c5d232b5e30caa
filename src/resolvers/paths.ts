import { factsBetween, neighboursOf } from "../graph/statements/path.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { BadUserInput, QueryTooComplex } from "../model/errors.ts";
import { type Fact, type FactKind, notEnded } from "../model/facts.ts";
import { groupBy } from "../model/group-by.ts";
import { firstPaths, firstRoutes, type PathKind, pathKinds, Reach, type Route } from "../model/path.ts";
import { byTrust } from "../model/trust.ts";
import { type ClockArgs, type Context, checkCount, clocksOf } from "./context.ts";
import type { FactView } from "./fact.ts";
import { organisationGiven } from "./organisation.ts";

/** How long a path may be, how many are answered, and how many organisations a search may reach. */
export const pathLimits = { length: 10, paths: 100, organisations: 20_000 } as const;

export interface PathsArgs extends ClockArgs {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly FactKind[] | null | undefined;
  readonly maxLength?: number | null | undefined;
}

/** A way from one organisation to another: one fact between each two neighbours. */
export interface Path {
  readonly route: Route;
  readonly facts: readonly FactView[];
  readonly clocks: Clocks;
}

/**
 * All shortest paths between two organisations over live facts, each followed in either direction.
 * @throws BadUserInput, NotFound, QueryTooComplex
 */
export async function paths(context: Context, args: PathsArgs): Promise<readonly Path[]> {
  const clocks = clocksOf(args, context);
  const via = viaGiven(args.via ?? pathKinds);
  const maxLength = checkCount("maxLength", args.maxLength ?? 6, pathLimits.length);
  const [from, to] = await Promise.all([
    organisationGiven(context, "from", args.from, clocks),
    organisationGiven(context, "to", args.to, clocks),
  ]);
  if (from.code === to.code) return [{ route: [from.code], facts: [], clocks }];
  const routes = await shortestRoutes(context, clocks, via, from.code, to.code, maxLength);
  const facts = await factsAlong(context, clocks, via, routes);
  const hopsOf = (route: Route) => hopsIn(route).map(({ a, b }) => facts.get(pairOf(a, b)) ?? []);
  return firstPaths(routes, hopsOf, pathLimits.paths).map((path) => ({
    route: path.route,
    facts: path.facts.map((fact) => ({ ...fact, clocks, ...notEnded })),
    clocks,
  }));
}

function viaGiven(via: readonly FactKind[]): readonly PathKind[] {
  const allowed: readonly FactKind[] = pathKinds;
  const wrong = via.filter((kind) => !allowed.includes(kind));
  if (via.length > 0 && wrong.length === 0) return via as readonly PathKind[];
  throw new BadUserInput(
    `via: [${via.join(", ")}] ${wrong.length > 0 ? `names ${wrong.join(", ")}, which no path can follow` : "names no kind"}: expected some of ${pathKinds.join(", ")}, such as via: [MEMBERSHIP].`,
  );
}

/** Searches from both ends, a level of whichever has the smaller frontier at a time, until they meet. */
async function shortestRoutes(
  context: Context,
  clocks: Clocks,
  via: readonly PathKind[],
  from: Code,
  to: Code,
  maxLength: number,
): Promise<readonly Route[]> {
  const [ahead, back] = [new Reach(from), new Reach(to)];
  while (ahead.length + back.length < maxLength) {
    const [nearer, other] = ahead.frontier.length <= back.frontier.length ? [ahead, back] : [back, ahead];
    if (nearer.frontier.length === 0) return [];
    const [neighbours] = await context.read(neighboursOf(via), { ...clocks, codes: nearer.frontier });
    nearer.extend(neighbours ?? []);
    const meeting = nearer.frontier.filter((code) => other.has(code));
    if (meeting.length > 0) return firstRoutes(from, ahead, back, meeting, pathLimits.paths);
    refuseBeyond(ahead.size + back.size);
  }
  return [];
}

function refuseBeyond(actual: number): void {
  const limit = pathLimits.organisations;
  if (actual <= limit) return;
  throw new QueryTooComplex(
    `paths: the search has reached ${actual} organisations without an answer; at most ${limit} are allowed. Ask for a smaller maxLength, or for fewer kinds in via.`,
    { bound: "paths organisations", limit, actual },
  );
}

/** The facts of every hop of some routes, the most trusted first, by the pair of organisations that they join. */
async function factsAlong(
  context: Context,
  clocks: Clocks,
  via: readonly PathKind[],
  routes: readonly Route[],
): Promise<Map<string, Fact[]>> {
  const hops = new Map(routes.flatMap(hopsIn).map((hop) => [pairOf(hop.a, hop.b), hop]));
  if (hops.size === 0) return new Map();
  const facts = await context.read(factsBetween(via), { ...clocks, hops: [...hops.values()] });
  const distinct = new Map(facts.map((fact) => [fact.factId, fact]));
  return groupBy([...distinct.values()].sort(byTrust), (fact) =>
    "to" in fact ? pairOf(fact.from, fact.to) : "",
  );
}

const hopsIn = (route: Route) => route.slice(1).map((b, index) => ({ a: route[index] as Code, b }));

/** One key for two organisations, whichever comes first. */
const pairOf = (a: Code, b: Code): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
