import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { writeBackup } from "../../src/backup/write-backup.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { auditRecords, readAudit } from "../../src/graph/statements/audit.ts";
import { runOn } from "../cli/in-process.ts";
import { neo4jEngine } from "../engines.ts";
import { type Fault, type FaultyProxy, startFaultyProxy } from "../neo4j/faulty-proxy.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { change, smallGraph } from "./curated-graph.ts";

/** A small graph on Neo4j, seen directly and through a proxy that does to the connection what it is told. */
export interface Faulty {
  readonly direct: Graph;
  /** New for each test, with connections that are open already. */
  readonly through: Graph;
  readonly proxy: FaultyProxy;
  /** A folder with a backup of the small graph, and a table to import. */
  readonly folder: string;
  /** What the audit log says was done, the first change left out. */
  done(): Promise<string[]>;
  /** Runs a command on the graph behind the proxy, with a fault from then on. */
  command(fault: Fault, ...args: string[]): ReturnType<typeof runOn>;
}

export const table = `kind,code,name,opened,source,confidence
PRACTICE,A81003,A new surgery,2010-04-01,TEST,REPORTED
`;

/** A change that a curator makes by the command line. */
export const registration = (code: string): string[] => [
  ...["register", "practice", code, "--name", "A surgery", "--opened", "2010-04-01"],
  ...["--source", change.source.code, "--reason", change.reason],
];

/** What a suite of faults works with: everything is made anew for each test. */
export function faultyGraph(): Faulty {
  const engine = neo4jEngine();
  const folder = mkdtempSync(join(tmpdir(), "commissioning-faults-"));
  const opened: Graph[] = [];
  let [direct, through, proxy] = [] as unknown as [Graph, Graph, FaultyProxy];
  beforeAll(async () => {
    writeFileSync(join(folder, "organisations.csv"), table);
    proxy = await startFaultyProxy(ownNeo4j()?.uri ?? "");
  });
  beforeEach(async () => {
    proxy.set({ kind: "none" });
    direct = await smallGraph(engine);
    const address = ownNeo4j();
    if (!address) throw new Error("There is no Neo4j to test on");
    through = openNeo4jGraph({ ...address, uri: proxy.uri, timeLimitMs: 5_000 });
    opened.push(through);
    await writeBackup(direct, { file: join(folder, "small.gz"), force: true, programVersion: "0" });
    await through.checkHealth();
  });
  afterAll(async () => {
    proxy?.set({ kind: "cut" });
    await Promise.all(opened.map((graph) => graph.close().catch(() => {})));
    await proxy?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get direct() {
      return direct;
    },
    get through() {
      return through;
    },
    get proxy() {
      return proxy;
    },
    folder,
    async done() {
      const stored = await direct.read(auditRecords, { from: 2, to: 50 });
      return stored.map((each) => readAudit(each).action);
    },
    command(fault, ...args) {
      proxy.set(fault);
      return runOn(through, args, { cwd: folder });
    },
  };
}
