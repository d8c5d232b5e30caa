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

/** Facts with all that may become of a version: corrected, said by an edition, no longer said by the next, and superseded. */
async function writeVersions(graph: Graph) {
  const [first, second] = await writeThree(graph);
  if (!first || !second) throw new Error("Nothing was recorded");
  const said = (to: string) => ({ ...member("A81001", "5PP", { to }), knownFrom: instant("01-15") });
  const [fourth] = await change(graph, "04-01", { facts: [said("2011-12-31"), said("2012-06-30")] });
  const [one, other] = fourth.after?.facts ?? [];
  if (!one || !other) throw new Error("Nothing was recorded");
  const retracted = [{ ...one, until: instant("01-20") }];
  await change(graph, "05-01", { retracted, superseded: [other], facts: [said("2012-09-30")] });
  const [sixth] = await change(graph, "06-01", {
    facts: [{ ...said("2012-10-31"), knownTo: instant("01-20") }],
  });
  const [born] = sixth.after?.facts ?? [];
  if (!born) throw new Error("Nothing was recorded");
  await change(graph, "07-01", { superseded: [born], facts: [said("2012-11-30")] });
  return {
    corrected: first.after?.facts[0]?.factId ?? "",
    stands: second.after?.facts[0]?.factId ?? "",
    ended: one.factId,
    superseded: other.factId,
    endedAndSuperseded: born.factId,
    said: (await logOf(graph))[4]?.after?.facts[0]?.factId ?? "",
  };
}

/** Which fact, which of its clocks, what it is changed to, and what is expected. */
const clocksToChange: readonly (readonly [
  keyof Awaited<ReturnType<typeof writeVersions>>,
  string,
  string,
  string,
])[] = [
  ["stands", "addedIn", "1", "2"],
  ["stands", "addedIn", "99", "2"],
  ["stands", "addedIn", "null", "2"],
  ["stands", "removedIn", "3", "2147483647 (still there)"],
  ["stands", "removedIn", "null", "2147483647 (still there)"],
  ["stands", "supersededIn", "3", "2147483647 (still there)"],
  ["stands", "knownFrom", `"2010-12-01T00:00:00.000Z"`, "2011-02-01T00:00:00.000Z"],
  ["stands", "knownTo", `"2011-12-01T00:00:00.000Z"`, "9999-12-31T23:59:59.999Z (still said)"],
  ["stands", "knownTo", "null", "9999-12-31T23:59:59.999Z (still said)"],
  ["corrected", "addedIn", "2", "1"],
  ["corrected", "removedIn", "1", "2"],
  ["corrected", "removedIn", "2147483647", "2"],
  ["corrected", "knownTo", `"2011-01-01T00:00:00.000Z"`, "2011-02-01T00:00:00.000Z"],
  ["corrected", "knownTo", `"9999-12-31T23:59:59.999Z"`, "2011-02-01T00:00:00.000Z"],
  ["corrected", "supersededIn", "2", "2147483647 (still there)"],
  ["said", "addedIn", "4", "5"],
  ["said", "knownFrom", `"2011-05-01T00:00:00.000Z"`, "2011-01-15T00:00:00.000Z"],
  ["said", "knownTo", `"2011-05-01T00:00:00.000Z"`, "9999-12-31T23:59:59.999Z (still said)"],
  ["ended", "knownTo", `"2011-05-01T00:00:00.000Z"`, "2011-01-20T00:00:00.000Z"],
  ["ended", "removedIn", "6", "5"],
  ["superseded", "supersededIn", "6", "5"],
  ["superseded", "supersededIn", "2147483647", "5"],
  ["superseded", "removedIn", "6", "2147483647 (still there)"],
  ["superseded", "knownTo", `"2011-05-01T00:00:00.000Z"`, "9999-12-31T23:59:59.999Z (still said)"],
  ["endedAndSuperseded", "supersededIn", "6", "7"],
  ["endedAndSuperseded", "supersededIn", "2147483647", "7"],
  ["endedAndSuperseded", "removedIn", "7", "6"],
  ["endedAndSuperseded", "addedIn", "5", "6"],
  ["endedAndSuperseded", "knownTo", `"2011-06-01T00:00:00.000Z"`, "2011-01-20T00:00:00.000Z"],
];

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

  it("names the fact of which somebody changed a clock, and what was expected", async () => {
    const graph = await engine.empty();
    const ids = await writeVersions(graph);
    expect((await verifyLog(graph)).problems).toEqual([]);
    for (const [fact, property, changed, expected] of clocksToChange) {
      const factId = ids[fact];
      const told = `MATCH ()-[f:MEMBER_OF {factId: "${factId}"}]->() WITH f, f.${property} AS was SET f.${property} = ${changed}`;
      const [was] = await graph.write((transaction) =>
        transaction.run({ name: "tamper", cypher: `${told} RETURN was`, row: (raw) => raw.was }, {}),
      );
      const { problems } = await verifyLog(graph);
      const named = `Fact ${factId} of A81001 was changed after it was recorded: its ${property} is `;
      expect.soft(problems, `${fact} ${property} ${changed}`).toEqual([expect.stringContaining(named)]);
      expect.soft(problems[0], `${fact} ${property} ${changed}`).toContain(`${expected} was expected`);
      await tamper(graph, `${told.replace(/= [^=]*$/, `= ${JSON.stringify(was)}`)}`);
    }
    expect((await verifyLog(graph)).problems).toEqual([]);
  });

  it("names each of many facts of which somebody changed the revision", async () => {
    const graph = await engine.empty();
    const ids = await writeVersions(graph);
    await tamper(graph, "MATCH ()-[f:MEMBER_OF]->() SET f.addedIn = 4");
    const { problems } = await verifyLog(graph);
    expect(problems).toHaveLength(5);
    for (const id of [ids.corrected, ids.stands, ids.said, ids.endedAndSuperseded])
      expect(problems).toContainEqual(expect.stringContaining(`Fact ${id} of A81001`));
  });

  it.each([
    ["the revision that brought an organisation", `MATCH (o:Practice) SET o.addedIn = 3`],
    ["the revision of a description", `MATCH (o:Practice) SET o.describedIn = 1`],
    [
      "by when a description was known",
      `MATCH (o:Practice) SET o.describedKnownFrom = "2010-01-01T00:00:00.000Z"`,
    ],
    ["the revision that ended a description", `MATCH ()-[f:FORMERLY]->() SET f.removedIn = 2`],
    [
      "by when a description was known no more",
      `MATCH ()-[f:FORMERLY]->() SET f.knownTo = "9999-12-31T23:59:59.999Z"`,
    ],
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
