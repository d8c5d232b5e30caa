import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { missingR } from "../r.ts";
import { ask, demonstrationSettings } from "../server/serving.ts";

const run = promisify(execFile);
const minutes = 60_000;
const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const example = (name: string) => path(`examples/r/${name}`);

describe.skipIf(missingR)("In R", { timeout: 3 * minutes }, () => {
  const folder = mkdtempSync(join(tmpdir(), "clients-r-"));
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(demonstrationSettings({ REQUEST_DEADLINE_MS: "60000" }), application);
    return async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    };
  }, minutes);

  /** What a program of R prints. */
  async function printedBy(program: string, ...given: string[]): Promise<string> {
    const file = join(folder, "program.R");
    writeFileSync(file, program.replaceAll("http://127.0.0.1:4000", server.url));
    return (await run("Rscript", [file, ...given])).stdout;
  }
  const answered = async (query: string) => (await ask(server, query)).body.data as Record<string, never>;

  test("the page on clients shows what can be run", async () => {
    const [, program = ""] =
      /## R\n\n```r\n(.*?)```/s.exec(readFileSync(path("docs/clients.md"), "utf8")) ?? [];
    const counted = `${program}\ncat("rows", nrow(practices), "\\nfirst", practices$code[[1]], practices$pct$name[[1]], "\\n")`;
    const { practices } = await answered(
      '{ practices(asOf: "2011-04-01", first: 100) { nodes { code pct { name } } } }',
    );
    const [first] = (practices as unknown as { nodes: { code: string; pct: { name: string } }[] }).nodes;
    const printed = await printedBy(counted);
    expect(printed).toContain("rows 100 ");
    expect(printed).toContain(`first ${first?.code} ${first?.pct.name} `);
  });

  test("the example of orphaned practices counts what the API counts", async () => {
    const { stdout } = await run("Rscript", [example("orphaned_practices.R"), `${server.url}/graphql`]);
    const { orphanedPractices, shas } = (await answered(
      '{ orphanedPractices(asOf: "2011-04-01") { totalCount totalPatients } shas(asOf: "2011-04-01") { totalCount } }',
    )) as unknown as Record<string, { totalCount: number; totalPatients: number }>;
    expect(stdout).toContain(
      `${orphanedPractices?.totalCount} practices with ${orphanedPractices?.totalPatients} patients on 2011-04-01`,
    );
    expect(stdout.match(/^ +(Q|Y)\d\d /gm)).toHaveLength(shas?.totalCount ?? 0);
  });

  test("the example of a crosswalk counts what the API counts", async () => {
    const { stdout } = await run("Rscript", [
      example("crosswalk.R"),
      `${server.url}/graphql`,
      ...["PCT@2010-04-01", "PCT@2011-04-01"],
    ]);
    const { crosswalk } = (await answered(
      '{ crosswalk(from: PCT, fromAsOf: "2010-04-01", to: PCT, toAsOf: "2011-04-01") { practices } }',
    )) as unknown as { crosswalk: { practices: number }[] };
    const practices = crosswalk.reduce((sum, pair) => sum + pair.practices, 0);
    expect(stdout).toContain(`${crosswalk.length} pairs, ${practices} practices\n`);
  });

  test("igraph reads every vertex and edge of the GraphML, each under its own name", async () => {
    const [graphml, edges] = ["graph.graphml", "edges.csv"].map((name) => join(folder, name));
    for (const file of [graphml, edges] as string[]) {
      const answer = await fetch(`${server.url}/export/${file.slice(folder.length + 1)}?asOf=2011-04-01`);
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    }
    const printed = await printedBy(
      `suppressMessages(library(igraph)); library(jsonlite)
given <- commandArgs(trailingOnly = TRUE)
graph <- read_graph(given[[1]], format = "graphml")
edges <- read.csv(given[[2]], colClasses = "character")
tie <- edges$kind != "OUTSIDE"
cat(toJSON(list(
  vertices = vcount(graph), codes = length(unique(V(graph)$id)), directed = is_directed(graph),
  edges = ecount(graph), rows = sum(tie), kinds = as.list(table(E(graph)$kind)), rowsOfKinds = as.list(table(edges$kind[tie])),
  label = V(graph)$label[V(graph)$id == "5PP"]), auto_unbox = TRUE))`,
      graphml as string,
      edges as string,
    );
    const read = JSON.parse(printed) as Record<string, unknown>;
    expect(read).toMatchObject({ directed: true, label: "Cambridgeshire PCT" });
    expect(read.codes).toBe(read.vertices);
    expect(read.vertices).toBeGreaterThan(8_000);
    expect([read.edges, read.kinds]).toEqual([read.rows, read.rowsOfKinds]);
  });
});
