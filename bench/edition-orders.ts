import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { growHeapSlowly } from "../src/cli/grow-heap-slowly.ts";
import { seedGraph } from "../src/demonstration/seed-graph.ts";
import { verifyLog } from "../src/graph/audit-log.ts";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import { importOds } from "../src/import/ods/import-ods.ts";
import { importTables } from "../src/import/tables/import-tables.ts";
import { readLayout } from "../src/import/tables/read-layout.ts";
import { startNeo4j } from "../test/neo4j/start-neo4j.ts";

/**
 * Imports every edition of real files into the published facts, in the order of their publication and in others, and
 * says what the graph then holds, as a digest that does not depend on when it was written: `npx tsx
 * bench/edition-orders.ts --data <folder>`. The same digest for each order is what is looked for. With `--neo4j` in one
 * that is started from Maven artefacts; processor and memory are those of this process alone then.
 */

interface Edition {
  readonly published: string;
  readonly practices?: string;
  readonly memberships?: string;
  readonly groups?: string;
  /** With the day on which patients were counted, in the place of the publication. */
  readonly counts?: string;
}
const editions: readonly Edition[] = [
  { published: "2014-10", practices: "epraccur-2014.csv" },
  { published: "2015-05", practices: "epraccur/epraccur-2015-05.csv.gz" },
  { published: "2016-02", practices: "epraccur/epraccur-2016-02.csv.gz" },
  { published: "2016-02", groups: "orgs/eccg-2016-02.csv" },
  { published: "2018-06", practices: "epraccur/epraccur-2018-06.csv.gz" },
  { published: "2019-08", memberships: "epcmem-2019.csv" },
  { published: "2021-11", practices: "epraccur/epraccur-2021-11.csv.gz" },
  { published: "2023-04", practices: "epraccur/epraccur-2023-04.csv.gz" },
  { published: "2025-04", practices: "epraccur/epraccur-2025-04.csv.gz" },
  { published: "2026-01", groups: "orgs/eccg-2026-01.csv" },
  ...[
    ["2013-04-01", "2013_04-06"],
    ["2013-10-01", "2013_10-12"],
    ["2014-04-01", "2014_04-06"],
    ["2015-01-01", "2015_01-03"],
    ["2016-01-01", "2016_01-03"],
  ].map(([published = "", quarter]) => ({
    ...{ published, counts: `list-sizes/Patient_List_Size_${quarter}.csv.gz` },
  })),
];
/** The last first, and one that is neither. */
const orders = [
  editions,
  editions.toReversed(),
  [5, 12, 9, 2, 10, 7, 0, 14, 3, 8, 4, 11, 1, 6, 13].flatMap((at) => editions[at] ?? []),
];

const {
  data,
  orders: count,
  neo4j,
} = new Command("edition-orders")
  .requiredOption("--data <folder>", "where the files are")
  .option("--orders <number>", "how many orders, 1 to 3", "3")
  .option("--neo4j", "in Neo4j, in place of the embedded engine in memory")
  .parse()
  .opts<{ data: string; orders: string; neo4j?: boolean }>();

/** An empty graph, and what ends it. */
async function emptyGraph(): Promise<{ readonly graph: Graph; readonly stop: () => Promise<void> }> {
  if (!neo4j) {
    const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 60_000 });
    return { graph, stop: () => graph.close() };
  }
  const { stop, ...address } = await startNeo4j({ heapMb: 2048 });
  const graph = openNeo4jGraph({ ...address, timeLimitMs: 120_000 });
  return {
    graph,
    async stop() {
      await graph.close();
      await stop();
    },
  };
}

const fileOf = ({ practices, memberships, groups, counts }: Edition): string =>
  practices ?? memberships ?? groups ?? counts ?? "";

const rejectsFile = join(tmpdir(), "edition-orders-rejected.csv");

async function imported(
  graph: Graph,
  { published, practices, memberships, groups, counts }: Edition,
): Promise<string> {
  const at = (name: string) => join(data, name);
  const request = { published, maxRejects: 1_000, rejectsFile };
  if (counts) {
    const layout = readLayout("nhsbsa-list-sizes", (path) => path);
    const constants = { listSizeOn: published };
    const imported = await importTables(graph, { files: [at(counts)], layout, constants, rejectsFile });
    return imported.refusal ?? imported.outcome;
  }
  const report = groups
    ? await importTables(graph, {
        ...request,
        files: [at(groups)],
        layout: readLayout("ods-eccg", (path) => path),
      })
    : await importOds(graph, {
        ...request,
        ...(practices && { practices: at(practices) }),
        ...(memberships && { memberships: at(memberships) }),
      });
  return report.refusal ?? report.outcome;
}

/** Of all threads together: on a machine that others use, what an import costs, whatever it waits for. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Of all versions that count now, without when they were written. */
const stored = [
  "MATCH (p:Organisation)-[f:MEMBER_OF]->(o) WHERE f.supersededIn = 2147483647 RETURN p.code + ' ' + o.code + ' ' + f.factId + f.knownFrom + f.knownTo + f.validFrom + f.validTo AS text",
  "MATCH (p:Organisation)-[f:FORMERLY]->(w) WHERE f.supersededIn = 2147483647 RETURN p.code + ' ' + f.knownFrom + f.knownTo + f.validFrom + f.validTo + w.name + coalesce(w.postcode, '') + w.opened + w.closed + coalesce(w.describedOn, '') + coalesce(toString(w.listSize), '') + coalesce(w.listSizeOn, '') AS text",
  "MATCH (p:Organisation) RETURN p.code + ' ' + p.describedKnownFrom + p.describedFrom + p.name + coalesce(p.postcode, '') + p.opened + p.closed + coalesce(p.describedOn, '') + coalesce(toString(p.listSize), '') + coalesce(p.listSizeOn, '') AS text",
];

async function digestOf(graph: Graph): Promise<string> {
  const hash = createHash("sha256");
  const counts: number[] = [];
  for (const cypher of stored) {
    const rows = await graph.read({ name: "held", cypher, row: ({ text }) => String(text) }, {});
    counts.push(rows.length);
    hash.update(rows.sort().join("\n"));
  }
  const [memberships, former, organisations] = counts;
  return `${memberships} memberships, ${former} former descriptions, ${organisations} organisations: ${hash.digest("hex").slice(0, 16)}`;
}

for (const file of editions.map((each) => fileOf(each)))
  if (!existsSync(join(data, file))) throw new Error(`${join(data, file)} is not there.`);

// As `commissioning import` does.
growHeapSlowly();
for (const order of orders.slice(0, Number(count))) {
  const { graph, stop } = await emptyGraph();
  await seedGraph(graph, { factsOnly: true });
  let [seconds, processor] = [0, 0];
  for (const edition of order) {
    const [started, used] = [performance.now(), processorSeconds()];
    const outcome = await imported(graph, edition);
    const took = (performance.now() - started) / 1_000;
    const worked = processorSeconds() - used;
    seconds += took;
    processor += worked;
    console.log(
      `  ${fileOf(edition)}: ${outcome}, ${took.toFixed(1)} s, ${worked.toFixed(1)} s of processor`,
    );
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const { problems } = await verifyLog(graph);
  console.log(
    `${await digestOf(graph)}; ${seconds.toFixed(0)} s, ${processor.toFixed(0)} s of processor, ${memory} MB at most; ${problems.length} problems of the log`,
  );
  await stop();
}
