import type { EntityName } from "../model/filters.ts";
import { kindNames, type OrganisationKind } from "../model/kinds.ts";
import { costOnEngine, type Sizes } from "../query/cost.ts";
import type { Graph } from "./graph.ts";
import { countsByKind } from "./statements/organisation.ts";

/** For how long the sizes of a graph are taken to be what they were: a cost is an estimate. */
const sizesCachedMs = 60_000;

/** An engine that reckons what a plan costs before it runs it, for those who pay. */
export function weighedGraph(engine: Graph): Graph {
  let cached: { readonly sizes: Promise<Sizes>; readonly at: number } | undefined;
  const sizes = (): Promise<Sizes> => {
    if (cached && performance.now() - cached.at < sizesCachedMs) return cached.sizes;
    const asked = { sizes: sizesOf(engine), at: performance.now() };
    cached = asked;
    asked.sizes.catch(() => {
      if (cached === asked) cached = undefined;
    });
    return asked.sizes;
  };
  return {
    engine: engine.engine,
    read: (...given) => engine.read(...given),
    async ask(plan, at, options = {}) {
      options.pay?.(costOnEngine(plan.of, await sizes()));
      return engine.ask(plan, at, options);
    },
    findByText: (...given) => engine.findByText(...given),
    write: (...given) => engine.write(...given),
    checkHealth: () => engine.checkHealth(),
    close: () => engine.close(),
  };
}

async function sizesOf(engine: Graph): Promise<Sizes> {
  const counted = await engine.read(countsByKind, {});
  const sizes = Object.fromEntries(
    counted.map(({ kind, count }): [EntityName, number] => [kindNames[kind as OrganisationKind], count]),
  );
  return { ...sizes, Organisation: counted.reduce((total, { count }) => total + count, 0) };
}
