import type { TestProject } from "vitest/node";
import buildPrograms from "./build-programs.ts";
import buildProgram from "./cli/build-program.ts";
import findNeo4j from "./neo4j/global-setup.ts";
import seedOnce from "./seed-once.ts";

/** Vitest's global set-up of `npm test`: all that a run needs, side by side, where Vitest would do one after the other. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends = await Promise.all([
    findNeo4j(project),
    buildProgram(),
    buildPrograms(project),
    seedOnce(project),
  ]);
  return async () => {
    await Promise.all(ends.map((end) => end?.()));
  };
}
