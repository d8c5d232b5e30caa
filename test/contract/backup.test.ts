import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readOf, stateOf, totalsOfState } from "../../src/backup/read-graph.ts";
import { restoreBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { stoppableGraph } from "../../src/cli/stoppable-graph.ts";
import { seedGraph } from "../../src/demonstration/seed-graph.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { auditHead, auditRecords, readAudit } from "../../src/graph/statements/audit.ts";
import { historyOf } from "../../src/graph/statements/fact.ts";
import { organisationsByCode } from "../../src/graph/statements/organisation.ts";
import { storedFacts } from "../../src/graph/statements/whole-graph.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import type { Code } from "../../src/model/code.ts";
import { type Clocks, type Instant, type IsoDate, latestRevision } from "../../src/model/dates.ts";
import { createAccessToken, listAccessTokens } from "../../src/server/identity/access-tokens.ts";
import { fillRichly, later } from "../backup/rich-graph.ts";
import { describeOnEachEngine, embeddedEngine } from "../engines.ts";
import { member, organisation, outside, write } from "./small-graph.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "backup.jsonl.gz");

const by = { who: "jane", requestId: null };
const backUp = (graph: Graph) => writeBackup(graph, { file, force: true, programVersion: "0.1.0" });
const restoreTo = (graph: Graph, replace = false) => restoreBackup(graph, { file, replace, by });
const headOf = async (graph: Graph) => (await graph.read(auditHead, {}))[0];
async function contentIn(graph: Graph) {
  const state = await stateOf(readOf(graph));
  return state && totalsOfState(readOf(graph), state);
}
const lastRecord = async (graph: Graph) => {
  const { sequence = 0 } = (await headOf(graph)) ?? {};
  const [stored] = await graph.read(auditRecords, { from: sequence, to: sequence });
  return stored && readAudit(stored);
};

const embedded = embeddedEngine();

describeOnEachEngine("backup and restore", (engine) => {
  it("brings back all that a graph holds, and says in the audit log who did", async () => {
    const graph = await fillRichly(await engine.empty());
    const backup = await backUp(graph);
    const before = await headOf(graph);
    expect(backup.content.counts).toEqual({
      ...{ dataset: 1, source: 2, pathfinderCount: 1, organisation: 7, fact: 9, audit: 3 },
    });
    const empty = await engine.empty();
    const { head, content } = await restoreTo(empty);
    expect(content).toEqual(backup.content);
    expect(await headOf(empty)).toEqual(head);
    expect(head).toMatchObject({ revision: 4, sequence: 4 });
    expect(await verifyLog(empty)).toMatchObject({ problems: [], records: 4, facts: 9, organisations: 7 });
    expect(await lastRecord(empty)).toMatchObject({
      ...{ who: "jane", action: "RESTORE", previousHash: before?.hash, organisations: null },
      reason: `Restored revision 3 from backup.jsonl.gz (SHA-256 ${backup.sha256}).`,
    });
    expect(readdirSync(folder)).toEqual(["backup.jsonl.gz"]);
  });

  it("answers every question as before, at every instant, and finds by former names", async () => {
    const ask = async (graph: Graph) => {
      const answers: unknown[] = [];
      for (const knownAt of [
        "2011-02-01T00:00:00.000Z",
        "2012-01-01T00:00:00.000Z",
        "2099-01-01T00:00:00.000Z",
      ]) {
        const clocks: Clocks = {
          ...{ asOf: "2011-04-01" as IsoDate, knownAt: knownAt as Instant, pinned: true },
          ...{ atRevision: latestRevision, revisionPinned: false },
        };
        const codes = ["A81001", "5PP"] as Code[];
        answers.push(await graph.read(organisationsByCode, { ...clocks, codes }));
        const rows = await graph.read(historyOf, { ...clocks, parents: ["A81002", "5PP"] as Code[] });
        answers.push(rows.map((row) => JSON.stringify(row)).sort());
      }
      for (const word of ["church", "meadow", "pe293ab"]) {
        answers.push(...(await graph.findByText([{ words: [word], kinds: [], limit: 5 }])));
      }
      return answers;
    };
    const graph = await fillRichly(await engine.empty());
    const before = await ask(graph);
    expect(before.slice(-3)).toEqual([["A81001"], ["A81001"], ["A81001"]]);
    await backUp(graph);
    const empty = await engine.empty();
    await restoreTo(empty);
    expect(await ask(empty)).toEqual(before);
  });

  it("sums up equal graphs equally, whichever engine holds them", async () => {
    const other = await fillRichly(await embedded.empty());
    const graph = await engine.empty();
    await backUp(other);
    const { content } = await restoreTo(graph);
    expect(content).toEqual(await contentIn(other));
  });

  it("refuses a graph that holds something, and leaves it as it is", async () => {
    const graph = await fillRichly(await engine.empty());
    await backUp(graph);
    await later(graph, { facts: [member("A81001", "hunts-health")] });
    const before = await contentIn(graph);
    await expect(restoreTo(graph)).rejects.toThrow(
      /^The graph is not empty: it holds 7 organisations, at revision 4\. Expected an empty one, .* or --replace/,
    );
    expect(await contentIn(graph)).toEqual(before);
  });

  it("replaces a graph where asked to: revisions go on, tokens stay, and its audit log names what was there", async () => {
    await backUp(await fillRichly(await embedded.empty()));
    const graph = await engine.empty();
    await write(graph, { organisations: [organisation("PCT", "5QQ"), organisation("PRACTICE", "A81001")] });
    for (let change = 0; change < 5; change++)
      await later(graph, { facts: [outside("A81001", "5QQ", { note: String(change) })] });
    const expiresAt = parseExpiry("1h", new Date());
    await createAccessToken(graph, { name: "nightly", role: "reader", expiresAt, createdBy: "a test" });
    const before = await headOf(graph);
    const { head, replaced } = await restoreTo(graph, true);
    expect(replaced).toEqual(before);
    expect(head).toMatchObject({ revision: 7, sequence: 4 });
    expect(await lastRecord(graph)).toMatchObject({
      reason: expect.stringContaining(
        `It took the place of a graph at revision 6, whose last audit record had the hash ${before?.hash}`,
      ),
    });
    expect(await verifyLog(graph)).toMatchObject({ problems: [], records: 4, organisations: 7 });
    expect(await graph.read(storedFacts, { codes: ["5QQ" as Code] })).toEqual([]);
    expect(await listAccessTokens(graph)).toMatchObject([{ name: "nightly" }]);
    expect(await graph.findByText([{ words: ["5qq"], kinds: [], limit: 5 }])).toEqual([[]]);
    await later(graph, { facts: [member("A81001", "hunts-health")] });
    expect(await verifyLog(graph)).toMatchObject({ problems: [], records: 5 });
  });

  it("leaves the old graph whole where it is stopped, at whatever moment", async () => {
    await backUp(await fillRichly(await embedded.empty()));
    const graph = await engine.empty();
    await write(graph, { organisations: [organisation("PCT", "5QQ")] });
    const before = await contentIn(graph);
    let records = 0;
    await restoreBackup(await embedded.empty(), { file, replace: true, by, onProgress: () => records++ });
    for (let at = 1; at <= records; at += 7) {
      const stopping = new AbortController();
      let seen = 0;
      const onProgress = () => {
        seen++;
        if (seen === at) stopping.abort();
      };
      const stopped = restoreBackup(stoppableGraph(graph, stopping.signal), {
        file,
        replace: true,
        by,
        onProgress,
      });
      await expect(stopped).rejects.toThrow(/abort/);
      expect(await contentIn(graph)).toEqual(before);
      expect(await graph.findByText([{ words: ["5qq"], kinds: [], limit: 5 }])).toEqual([["5QQ"]]);
    }
  });

  it("backs up one state, also while somebody writes", async () => {
    const graph = await fillRichly(await engine.empty());
    const read = readOf(graph);
    const state = await stateOf(read);
    if (state === null) throw new Error("The graph is empty");
    const before = await totalsOfState(read, state);
    const [last] = (await graph.read(storedFacts, { codes: ["A81002" as Code] })).filter(
      (each) => each.retractedAt === null,
    );
    await later(graph, {
      organisations: [organisation("PRACTICE", "A81003")],
      redescribed: [{ ...organisation("PRACTICE", "A81001"), name: "Third name" }],
      facts: [member("A81003", "5PP")],
      retracted: last ? [last] : [],
    });
    expect(await totalsOfState(read, state)).toEqual(before);
    expect((await backUp(graph)).content.counts).toMatchObject({ organisation: 8, fact: 10, audit: 4 });
  });

  it("brings back a restored graph as well, and one that nothing was ever restored to is refused", async () => {
    await expect(backUp(await engine.empty())).rejects.toThrow(
      /^The graph is empty: there is nothing to back up/,
    );
    await backUp(await fillRichly(await embedded.empty()));
    const graph = await engine.empty();
    await restoreTo(graph);
    const again = await backUp(graph);
    await restoreTo(graph, true);
    const { content, backup } = await restoreTo(await embedded.empty());
    expect(content).toEqual(again.content);
    expect(backup.header.revision).toBe(4);
  });
});

it("a graph that its audit log does not account for is not backed up, and the file does not appear", async () => {
  const graph = await fillRichly(await embedded.empty());
  const slip = {
    name: "slip",
    cypher: 'MATCH (o:Organisation {code: "5PP"}) SET o.name = "Another"',
    row: () => null,
  };
  await graph.write((transaction) => transaction.run(slip, {}));
  const place = join(folder, "slipped.gz");
  await expect(writeBackup(graph, { file: place, force: false, programVersion: "0" })).rejects.toThrow(
    /^The graph is not what its audit log tells of.*found facts and descriptions that are not those/,
  );
  expect(readdirSync(folder)).toEqual(["backup.jsonl.gz"]);
});

it("what is published of the demonstration graph comes back whole", async () => {
  const graph = await embedded.empty();
  await seedGraph(graph, { factsOnly: true });
  const { content } = await backUp(graph);
  expect((await restoreTo(graph, true)).content).toEqual(content);
  expect(await verifyLog(graph)).toMatchObject({ problems: [], records: 2 });
});
