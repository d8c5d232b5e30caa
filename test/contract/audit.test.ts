import { beforeAll, expect, it } from "vitest";
import { lineOf, verifyExport } from "../../src/graph/audit-chain.ts";
import { readLog, verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { acquireWriteLock, nextInstant, record } from "../../src/graph/recorder.ts";
import type { AuditRecord } from "../../src/model/audit.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { author } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { member, organisation, source } from "./small-graph.ts";

const instant = (day: string) => `2011-${day}T00:00:00.000Z` as Instant;

/** A practice and its PCT, a membership that is corrected, and a practice that closes: three records. */
async function writeThree(graph: Graph): Promise<AuditRecord[]> {
  const practice = organisation("PRACTICE", "A81001", { name: "Church View" });
  const closed = { ...practice, closed: "2012-03-31" as IsoDate };
  const [first] = await change(graph, "01-01", {
    sources: [source],
    organisations: [practice, organisation("PCT", "5PP")],
    facts: [member("A81001", "5PP")],
  });
  const [fact] = first.after?.facts ?? [];
  if (!fact) throw new Error("Nothing was recorded");
  const facts = [member("A81001", "5PP", { to: "2012-03-31" })];
  const [second] = await change(graph, "02-01", { retracted: [fact], facts });
  const [third] = await change(graph, "03-01", { redescribed: [closed], former: [practice] });
  return [first, second, third];
}

const change = async (graph: Graph, day: string, changes: Parameters<typeof record>[1]) =>
  [await graph.write((transaction) => record(transaction, changes, instant(day), author))] as const;

async function logOf(graph: Graph): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const found of readLog(graph)) records.push(found);
  return records;
}

const exportOf = async (graph: Graph) =>
  Buffer.from((await logOf(graph)).map((found) => `${lineOf(found)}\n`).join(""));

const problemsIn = async (file: Buffer) =>
  (
    await verifyExport(
      (async function* () {
        yield file;
      })(),
    )
  ).problems;

const tamper = (graph: Graph, cypher: string) => {
  const statement: Statement<object, number> = {
    name: "tamper",
    cypher: `${cypher} RETURN count(*) AS changed`,
    row: (raw) => Number(raw.changed),
  };
  return graph.write((transaction) => transaction.run(statement, {}));
};

describeOnEachEngine("The audit log of the demonstration graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it("accounts for every fact and organisation", async () => {
    const report = await verifyLog(graph);
    expect(report).toMatchObject({ records: 2, problems: [] });
    expect(report.facts).toBeGreaterThan(18_000);
  });

  it("keeps a large change as its counts and a digest", async () => {
    const [seeding] = await logOf(graph);
    expect(seeding).toMatchObject({
      action: "SEED",
      who: "commissioning-graph",
      sequence: 1,
      revision: 1,
      organisations: null,
      before: null,
      after: null,
      counts: { organisations: 9_103, retracted: 0 },
    });
    expect(seeding?.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describeOnEachEngine("The audit log", (engine) => {
  it("says who changed what and why, with the state before and after", async () => {
    const graph = await engine.empty();
    const written = await writeThree(graph);
    expect(await logOf(graph)).toEqual(written);
    const [first, second, third] = written;
    expect(first).toMatchObject({
      ...author,
      sequence: 1,
      organisations: ["5PP", "A81001"],
      sources: ["TEST"],
    });
    expect(second?.previousHash).toBe(first?.hash);
    expect(second?.before?.facts).toMatchObject([{ kind: "MEMBERSHIP", validTo: "2013-03-31" }]);
    expect(second?.after?.facts).toMatchObject([{ kind: "MEMBERSHIP", validTo: "2012-03-31" }]);
    expect(third?.before?.organisations).toMatchObject([{ code: "A81001", closed: null }]);
    expect(third?.after?.organisations).toMatchObject([{ code: "A81001", closed: "2012-03-31" }]);
    expect(await verifyLog(graph)).toMatchObject({ records: 3, facts: 2, problems: [] });
  });

  it.each([
    [
      "a record's text",
      `MATCH (a:AuditRecord {sequence: 2}) SET a.text = replace(a.text, "To test", "To text")`,
    ],
    ["a record's hash", `MATCH (a:AuditRecord {sequence: 2}) SET a.hash = "0" + a.hash`],
    ["whom a record is found by", `MATCH (a:AuditRecord {sequence: 2}) SET a.who = "somebody else"`],
    ["the last record, which goes", "MATCH (a:AuditRecord {sequence: 3}) DELETE a"],
    ["a record in between, which goes", "MATCH (a:AuditRecord {sequence: 2}) DELETE a"],
    ["the log, to which a record is added", "CREATE (a:AuditRecord {sequence: 99})"],
    ["a fact's dates", `MATCH ()-[f:MEMBER_OF]->() SET f.validTo = "2014-01-01"`],
    ["a fact, which goes", `MATCH ()-[f:MEMBER_OF]->() WHERE f.validTo = "2013-03-31" DELETE f`],
    [
      "a retraction, which is undone",
      `MATCH ()-[f:MEMBER_OF]->() SET f.retractedAt = "9999-12-31T23:59:59.999Z"`,
    ],
    ["an organisation's name", `MATCH (o:Organisation {code: "5PP"}) SET o.name = "Another"`],
    ["a former description", `MATCH (w:FormerDescription) SET w.name = "Another"`],
    ["the revision", "MATCH (d:Dataset) SET d.revision = 2"],
  ])("shows that somebody changed %s", async (_what, cypher) => {
    const graph = await engine.empty();
    await writeThree(graph);
    expect(await tamper(graph, cypher)).not.toEqual([0]);
    expect((await verifyLog(graph)).problems).not.toEqual([]);
  });

  it("shows a fact that was slipped in", async () => {
    const graph = await engine.empty();
    await writeThree(graph);
    const copy = `MATCH (a:Practice)-[f:MEMBER_OF]->(b:PCT) WHERE f.validTo = "2012-03-31" CREATE (a)-[g:MEMBER_OF]->(b) SET g += properties(f)`;
    expect(await tamper(graph, copy)).toEqual([1]);
    expect((await verifyLog(graph)).problems).toHaveLength(1);
  });

  it("exported, shows a change of any one byte", async () => {
    const graph = await engine.empty();
    await writeThree(graph);
    const file = await exportOf(graph);
    expect(await problemsIn(file)).toEqual([]);
    const unseen: number[] = [];
    for (const [at, byte] of file.entries()) {
      const changed = Buffer.from(file);
      changed[at] = byte ^ (1 << (at % 8));
      if ((await problemsIn(changed)).length === 0) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });

  it("exported and cut short by a record, ends in another hash", async () => {
    const graph = await engine.empty();
    const [, second, third] = await writeThree(graph);
    const lines = (await exportOf(graph)).toString().split("\n");
    const cut = Buffer.from(`${lines.slice(0, 2).join("\n")}\n`);
    const chain = await verifyExport(
      (async function* () {
        yield cut;
      })(),
    );
    expect([chain.problems, chain.records, chain.hash]).toEqual([[], 2, second?.hash]);
    expect((await verifyLog(graph)).hash).toBe(third?.hash);
  });

  it("does not fork when fifty write at once, and each is in it once", async () => {
    const graph = await engine.empty();
    await change(graph, "01-01", { sources: [source] });
    const codes = Array.from({ length: 50 }, (_, index) => `A8${1000 + index}` as Code);
    await Promise.all(
      codes.map((code) =>
        graph.write(async (transaction) => {
          const at = nextInstant(await acquireWriteLock(transaction));
          await record(transaction, { organisations: [organisation("PRACTICE", code)] }, at, author);
        }),
      ),
    );
    const report = await verifyLog(graph);
    expect(report).toMatchObject({ records: 51, organisations: 50, problems: [] });
    expect((await logOf(graph)).flatMap(({ organisations }) => organisations).sort()).toEqual(codes);
  });
});
