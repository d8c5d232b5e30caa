// Run by killed-curator.test.ts, which kills it: registers practices, and their memberships, one after the other.
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { parseDate } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { registerOrganisation } from "../../src/resolvers/curation/change-organisations.ts";
import { recordFact } from "../../src/resolvers/curation/record-facts.ts";
import { curator } from "../callers.ts";
import { change } from "./curated-graph.ts";

const [file = "", round = ""] = process.argv.slice(2);
const graph = await openEmbeddedGraph({ file, timeLimitMs: 30_000 });
const context = createContext({
  graph,
  caller: curator,
  requestId: "killed",
  defaultAsOf: parseDate("2011-04-01"),
});
for (let written = 0; ; written++) {
  const code = `C${round}${String(10_000 + written)}`;
  const validFrom = parseDate("2011-04-01");
  await registerOrganisation(context, { ...change, kind: "PRACTICE", code, name: code });
  const claim = { member: code, group: "hunts-health", status: "SHADOW", validFrom };
  const outcome = await recordFact(context, "MEMBERSHIP", { ...change, ...claim });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  process.send?.(outcome.record.revision);
}
