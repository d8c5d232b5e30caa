import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** About how many seconds a suite takes, by where it stands; most others are done at once. */
const seconds: readonly (readonly [path: RegExp, seconds: number])[] = [
  [/\/test\/e2e\//, 40],
  [/\/test\/(cli\/examples|docs\/data-teams)\./, 40],
  [/\/test\/(contract|import)\//, 10],
  [/\/test\/(kills|fuzz|seed)\//, 8],
];
const others = 2;

const secondsOf = ({ moduleId }: TestSpecification): number =>
  seconds.find(([path]) => path.test(moduleId))?.[1] ?? others;

/**
 * Spreads the suites that take turns on one Neo4j among all others, by the time that they take, so that a worker seldom
 * waits for its turn while there is something else to do.
 */
export class Alternate extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const begins = new Map<TestSpecification, number>();
    for (const onEngines of [true, false]) {
      const lane = sorted.filter(
        ({ moduleId }) => /\/test\/(contract|import)\//.test(moduleId) === onEngines,
      );
      const all = lane.reduce((sum, file) => sum + secondsOf(file), 0);
      let before = 0;
      for (const file of lane) {
        begins.set(file, before / all);
        before += secondsOf(file);
      }
    }
    return sorted.sort((a, b) => (begins.get(a) ?? 0) - (begins.get(b) ?? 0));
  }
}
