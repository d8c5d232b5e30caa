import type { Graph } from "../../src/graph/graph.ts";
import type { Confidence } from "../../src/model/kinds.ts";
import type { Engine } from "../engines.ts";
import { member, organisation, outside, source } from "./small-graph.ts";
import { write } from "./writing.ts";

/** A small graph for curators to change, and what they change in it. */

const life = (opened: string | null, closed: string | null = null, confidence: Confidence = "CONFIRMED") =>
  ({ opened, closed, confidence }) as Parameters<typeof organisation>[2];

/** Two practices and one that is made up, a consortium, two PCTs, a cluster, an SHA and a support provider. */
export const organisations = [
  organisation("PRACTICE", "A81001", life("1974-04-01")),
  organisation("PRACTICE", "A81002", life("1974-04-01")),
  organisation("PRACTICE", "X000001", life("2000-01-01", null, "SYNTHETIC")),
  organisation("CONSORTIUM", "hunts-health", life("2010-10-01")),
  organisation("PCT", "5PP", life("2006-10-01", "2013-03-31")),
  organisation("PCT", "5PN", life("2006-10-01", "2013-03-31")),
  organisation("CLUSTER", "east-cluster", life("2011-04-01", "2013-03-31")),
  organisation("SHA", "Q35", life("2006-07-01", "2013-03-31")),
  organisation("SUPPORT_PROVIDER", "a-firm"),
];
export const facts = [member("A81001", "5PP"), outside("A81002", "5PP")];

export const change = { source: { code: source.code }, reason: "The practice wrote to us." };
export const membership = {
  ...change,
  member: "A81001",
  group: "hunts-health",
  status: "ESTABLISHED",
  validFrom: "2011-04-01",
};

export async function smallGraph(engine: Engine): Promise<Graph> {
  const graph = await engine.empty();
  await write(graph, { organisations, facts });
  return graph;
}
