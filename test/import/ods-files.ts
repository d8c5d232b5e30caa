import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { revisionNow } from "../../src/graph/statements/import-state.ts";
import { readFact } from "../../src/graph/statements/stored.ts";
import { importOds } from "../../src/import/ods/import-ods.ts";
import type { ImportRequest } from "../../src/import/ods/request.ts";
import type { ImportReport } from "../../src/import/report/report.ts";
import type { Code } from "../../src/model/code.ts";
import { type Instant, stillBelieved } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import { type OrganisationRecord, undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";

/** Shared by the suites of one worker; it goes with the run. Where suites are only listed, there is no run. */
export const folder = mkdtempSync(join(dirname(inject("demonstration") ?? join(tmpdir(), "-")), "import-"));
export const rejectsFile = join(folder, "rejected.csv");

/** Writes a file of the test and answers its path. */
export function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(",");

interface PracticeCells {
  readonly code?: string;
  readonly name?: string;
  readonly opened?: string;
  readonly closed?: string;
  readonly status?: string;
  readonly parent?: readonly [string, string, string];
  readonly setting?: string;
}

/** A row of epraccur, quoted as ODS does. */
export function practiceRow(given: PracticeCells = {}): string {
  const cells = Array<string>(27).fill("");
  cells[0] = given.code ?? "A81001";
  cells[1] = given.name ?? "THE DENSHAM SURGERY";
  cells[9] = "TS18 1HU";
  cells[10] = given.opened ?? "19740401";
  cells[11] = given.closed ?? "";
  cells[12] = given.status ?? (given.closed ? "C" : "A");
  cells[13] = "B";
  [cells[14], cells[15], cells[16]] = given.parent ?? ["00K", "20130401", ""];
  cells[25] = given.setting ?? "4";
  return quoted(cells);
}

/** A row of epcmem. */
export const memberRow = (practice: string, parent: string, joined: string, left = "", type = "W"): string =>
  quoted([practice, parent, type, joined, left, "0"]);

export const lines = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");

/** A81001's history, as in the real file. */
export const history = lines(
  memberRow("A81001", "5E1", "20010401", "20130331"),
  memberRow("A81001", "00K", "20130401"),
  memberRow("A81001", "4QP36", "19990401", "20010331"),
);

const base = { ...undescribed, confidence: "CONFIRMED", source: "TEST" } as const;

const parent = (kind: "PCT" | "CONSORTIUM", code: string): OrganisationRecord => ({
  ...base,
  kind,
  code: code as Code,
  name: code,
});

/** An empty graph of its own. */
export const openMemory = (): Promise<Graph> => openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });

/** Records the few PCTs and CCGs that the tests' rows name, as the seed does. */
export async function recordParents(graph: Graph, at = "2026-01-01T00:00:00.000Z"): Promise<Graph> {
  const organisations = [
    parent("PCT", "5E1"),
    parent("PCT", "5D9"),
    parent("CONSORTIUM", "00K"),
    parent("CONSORTIUM", "00C"),
  ];
  await graph.write((transaction) => record(transaction, { organisations }, at as Instant, author));
  return graph;
}

/** Imports into a graph, with rejected rows in the test's folder. */
export const load = (graph: Graph, request: ImportRequest): Promise<ImportReport> =>
  importOds(graph, { rejectsFile, ...request });

/** Every membership the graph ever believed, earliest first. */
export async function allMemberships(graph: Graph): Promise<Fact[]> {
  const facts = await graph.read(
    {
      name: "all memberships",
      cypher: `MATCH (p:Practice)-[fact:MEMBER_OF]->(o) RETURN p.code AS a, o.code AS b, properties(fact) AS fact`,
      row: (raw) => readFact("MEMBER_OF", raw.a, raw.b, raw.fact),
    },
    {},
  );
  return facts.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

const textOf = (fact: Fact): string => `${fact.from} ${fact.validFrom} ${fact.knownFrom}`;

/** What the graph believes now, or believed at an instant, as "A81001 5E1 2001-04-01 2013-03-31". */
export async function memberships(graph: Graph, knownAt: string = stillBelieved): Promise<string[]> {
  const facts = (await allMemberships(graph)).filter(
    (fact) =>
      fact.knownFrom <= knownAt &&
      fact.supersededIn === null &&
      (fact.knownTo === null || (knownAt !== stillBelieved && knownAt < fact.knownTo)),
  );
  return facts.map((fact) =>
    [fact.from, "to" in fact ? fact.to : "", fact.validFrom, fact.validTo ?? "open"].join(" "),
  );
}

export async function practice(graph: Graph, code = "A81001"): Promise<Record<string, unknown> | undefined> {
  const rows = await graph.read(
    {
      name: "practice",
      cypher: "MATCH (p:Practice {code: $code}) RETURN properties(p) AS p",
      row: (raw) => raw.p as Record<string, unknown>,
    },
    { code },
  );
  return rows[0];
}

export const revision = async (graph: Graph): Promise<number | undefined> =>
  (await graph.read(revisionNow, {}))[0];

/** Asserts nothing; answers whether each part's rows add up. */
export const addsUp = (report: ImportReport): boolean =>
  report.parts.every(
    (part) => part.read === part.added + part.changed + part.unchanged + part.ignored + part.rejected,
  );
