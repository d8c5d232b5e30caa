import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * Spreads the suites that take turns on one Neo4j among all others, so that a worker seldom waits for its turn while
 * there is something else to do.
 */
export class Alternate extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const position = new Map<TestSpecification, number>();
    for (const onEngines of [true, false]) {
      const lane = sorted.filter(({ project }) => (project.name === "engines") === onEngines);
      for (const [index, file] of lane.entries()) position.set(file, index / lane.length);
    }
    return sorted.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
  }
}
