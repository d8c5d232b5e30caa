import { buildSeed } from "../src/demonstration/build-seed.ts";
import { datasetStart } from "../src/demonstration/seed.ts";
import type { Graph } from "../src/graph/graph.ts";
import { record } from "../src/graph/recorder.ts";
import { type Author, programItself } from "../src/model/audit.ts";
import type { Code } from "../src/model/code.ts";

const author: Author = { ...programItself, action: "SEED", reason: "Copies of the demonstration graph." };

/**
 * Fills an empty graph with the demonstration graph several times over: the first under its own codes, every other under
 * codes of its own and joined to nothing of the others, so that a question about the first has the same answer.
 */
export async function fillWithEnglands(graph: Graph, englands: number): Promise<void> {
  const { sources, organisations, facts } = buildSeed({ factsOnly: false });
  await graph.write((transaction) => record(transaction, { sources }, datasetStart, author));
  for (let england = 0; england < englands; england++) {
    const own = (code: Code): Code => (england === 0 ? code : (`${code}-copy-${england}` as Code));
    const changes = {
      organisations: organisations.map((organisation) => ({ ...organisation, code: own(organisation.code) })),
      facts: facts.map((fact) => ({
        ...fact,
        from: own(fact.from),
        ...("to" in fact ? { to: own(fact.to) } : {}),
        assertedBy: fact.assertedBy === null ? null : own(fact.assertedBy),
      })),
    };
    await graph.write((transaction) => record(transaction, changes as never, datasetStart, author));
  }
}
