import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { readFact } from "../../src/graph/statements/stored.ts";
import type { ImportReport } from "../../src/import/report/report.ts";
import { importTables } from "../../src/import/tables/import-tables.ts";
import type { TablesRequest } from "../../src/import/tables/request.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import type { OrganisationKind } from "../../src/model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";
import { rejectsFile } from "./ods-files.ts";

const lastOfPcts = "2013-03-31" as IsoDate;

const organisation = (
  kind: OrganisationKind,
  code: string,
  life: Partial<Pick<OrganisationRecord, "opened" | "closed">> = {},
): OrganisationRecord => ({
  ...undescribed,
  confidence: "CONFIRMED",
  source: "TEST",
  kind,
  code: code as Code,
  name: code,
  ...life,
});

/** Records the few organisations and the one source that the tests' rows name. */
export async function recordFew(graph: Graph): Promise<Graph> {
  const changes = {
    sources: [
      { code: "TEST", title: "Test", publisher: "tests", published: "2011", url: null, licence: null },
    ],
    organisations: [
      organisation("PRACTICE", "A81001", { opened: "1974-04-01" as IsoDate }),
      organisation("PRACTICE", "A81002"),
      organisation("PCT", "5E1", { opened: "2001-04-01" as IsoDate, closed: lastOfPcts }),
      organisation("PCT", "5D9", { closed: lastOfPcts }),
      organisation("CONSORTIUM", "00K", { opened: "2013-04-01" as IsoDate }),
      organisation("CONSORTIUM", "hunts-health"),
      organisation("CLUSTER", "tees-cluster"),
      organisation("SHA", "Q30"),
      organisation("SUPPORT_PROVIDER", "north-css"),
    ],
  };
  await graph.write((transaction) =>
    record(transaction, changes, "2026-01-01T00:00:00.000Z" as Instant, author),
  );
  return graph;
}

/** Imports tables into a graph, with rejected rows in the test's folder. */
export const loadTables = (
  graph: Graph,
  files: string | readonly string[],
  request: Partial<TablesRequest> = {},
): Promise<ImportReport> =>
  importTables(graph, { rejectsFile, files: typeof files === "string" ? [files] : files, ...request });

/** Every fact that the graph ever believed, of one type, by its start. */
export async function factsOf(graph: Graph, type = "MEMBER_OF"): Promise<Fact[]> {
  const facts = await graph.read(
    {
      name: "all facts",
      cypher:
        "MATCH (a)-[fact]->(b) WHERE type(fact) = $type RETURN a.code AS a, b.code AS b, properties(fact) AS fact",
      row: (raw) => readFact(type, raw.a, raw.b, raw.fact),
    },
    { type },
  );
  return facts.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const placeOf = (fact: Fact): string => `${fact.from} ${fact.validFrom} ${fact.recordedAt}`;

/** What facts say, as a row of text each, with a mark where it is no longer believed. */
export const told = (facts: readonly Fact[]): string[] =>
  facts.map((fact) =>
    [
      fact.from,
      "to" in fact ? fact.to : fact.kind,
      fact.validFrom ?? "unknown",
      fact.validTo ?? "open",
      ...(fact.retractedAt === null ? [] : ["retracted"]),
    ].join(" "),
  );
