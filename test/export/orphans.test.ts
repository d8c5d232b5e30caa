import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type Orphan, orphanPages, orphansCsv } from "../../src/export/orphans.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { parseDate, parseInstant } from "../../src/model/dates.ts";
import { executeQuestion } from "../../src/server/execute-question.ts";
import { reader } from "../callers.ts";
import { openDemonstration } from "../demonstration.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

async function ask(document: string, variables: Readonly<Record<string, unknown>> = {}) {
  const asking = {
    graph,
    caller: reader,
    requestId: "test",
    reportFault: String,
    reportUnavailable: () => {},
  };
  const { data, errors } = await executeQuestion(application, { document, variables }, asking);
  expect(errors).toBeUndefined();
  return data as Record<string, never>;
}

const asOf = parseDate("2011-04-01");

async function csvOf(request: { within?: string; standing?: "OUTSIDE"[]; knownAt?: string }) {
  const { knownAt = "2030-01-01T00:00:00Z", ...rest } = request;
  const chunks: string[] = [];
  const pages = orphanPages(ask, { asOf, knownAt: parseInstant(knownAt), ...rest });
  for await (const chunk of orphansCsv(pages)) chunks.push(chunk);
  return parse(chunks.join(""), { columns: true, bom: true }) as Record<string, string>[];
}

test("orphans.csv has a row for each orphaned practice, over many pages, by code", async () => {
  const rows = await csvOf({});
  const { orphanedPractices } = await ask(
    '{ orphanedPractices(asOf: "2011-04-01") { totalCount totalPatients } }',
  );
  expect(rows.length).toBeGreaterThan(500);
  const patients = rows.reduce((sum, { listSize }) => sum + Number(listSize), 0);
  expect({ totalCount: rows.length, totalPatients: patients }).toEqual(orphanedPractices);
  const codes = rows.map(({ code }) => code);
  expect(codes).toEqual(codes.toSorted());
});

test("a row says what GraphQL says of the practice", async () => {
  const rows = await csvOf({ within: "Q38", standing: ["OUTSIDE"] });
  const row = rows.find(({ otherSuggestions }) => otherSuggestions !== "");
  const { organisation } = await ask(
    `query ($code: String!) { organisation(code: $code, asOf: "2011-04-01") { ... on Practice {
      name standing outsideReason orphanedSince listSize pct { code name } cluster { code name } sha { code name }
      suggestedConsortia { consortium { code name } sharePct evidence }
    } } }`,
    { code: row?.code },
  );
  const { listSize, pct, cluster, sha, suggestedConsortia, ...same } = organisation as unknown as Orphan;
  const [first, ...others] = suggestedConsortia;
  expect(row).toMatchObject({
    ...same,
    ...{ listSize: String(listSize), pctCode: pct?.code, clusterName: cluster?.name, shaName: sha?.name },
    suggestedConsortium: first?.consortium.code,
    suggestedConsortiumName: first?.consortium.name,
    suggestedSharePct: String(first?.sharePct),
    suggestedEvidence: first?.evidence,
    otherSuggestions: others.map(({ consortium }) => consortium.code).join("; "),
    confidence: "SYNTHETIC",
  });
});

test("every page answers what was believed at the same instant", async () => {
  const before = await csvOf({ standing: ["OUTSIDE"], knownAt: "2011-04-10T00:00:00Z" });
  const now = await csvOf({ standing: ["OUTSIDE"] });
  expect([before.length, now.length]).toEqual([272, 260]);
});
