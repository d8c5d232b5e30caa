import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { graphql } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { restoreBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { openExtract } from "../../src/export/extract.ts";
import { jsonLinesOf } from "../../src/export/json-lines.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { factIdOf, type GraphChanges } from "../../src/graph/recorder.ts";
import { datasetProperties } from "../../src/graph/statements/dataset.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import type { LoggedFact, NewFact } from "../../src/model/facts.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { schema } from "../../src/schema/schema.ts";
import { datasetRead } from "../../src/server/reproducible.ts";
import { reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { member, organisation, outside, source, write } from "./small-graph.ts";

const instant = (day: string) => `${day}T00:00:00.000Z` as Instant;
const instants = [1, 2, 3, 4, 5].map((month) => instant(`2011-0${month}-01`)) as [Instant, ...Instant[]];
const asOf = "2011-04-01" as IsoDate;

const practice = organisation("PRACTICE", "A81001", { name: "Old Surgery", listSize: 1000 });
const joined = member("A81001", "north-health");
const recordedOn = (given: NewFact, recordedAt: Instant): LoggedFact => ({
  ...given,
  ...{ factId: factIdOf(given, recordedAt), recordedAt, retractedAt: null },
});

/** A membership; a new name; the membership was a mistake; it was outside, as was known all along; another membership. */
const changes: readonly GraphChanges[] = [
  {
    sources: [source],
    organisations: [practice, organisation("CONSORTIUM", "north-health"), organisation("PCT", "5AA")],
    facts: [joined, member("A81001", "5AA")],
  },
  { redescribed: [{ ...practice, name: "New Surgery" }] },
  { retracted: [recordedOn(joined, instants[0])] },
  { facts: [{ ...outside("A81001", "5AA"), recordedAt: instants[0] }] },
  { organisations: [organisation("CONSORTIUM", "south-health")], facts: [member("A81001", "south-health")] },
];

/** Asks as a server does, which knows the graph's revision. */
async function answer(graph: Graph, query: string) {
  const [dataset] = await graph.read(datasetProperties, {});
  const contextValue = createContext({
    ...{ graph, caller: reader, requestId: "test", defaultAsOf: asOf },
    ...{ now: dataset?.recordedAt ?? undefined, revision: dataset?.revision ?? null },
  });
  const { data, errors } = await graphql({ schema, source: query, contextValue });
  return { data: JSON.parse(JSON.stringify(data)), errors, dataset: datasetRead(contextValue).dataset };
}

const view = (clocks: string) => `{
  practice(code: "A81001"${clocks}) {
    name standing consortium { code }
    history { __typename addedIn removedIn retractedAt }
  }
  consortium(code: "south-health"${clocks}) { code }
  practices(where: { name: { contains: "old" } }${clocks}) { totalCount }
  members: practices(where: { standing: { eq: MEMBER }, consortium: { exists: true } }${clocks}) { nodes { code } }
  search(text: "surgery"${clocks}) { organisation { name } }
  paths(from: "A81001", to: "north-health"${clocks}) { organisations { code } }
  practiceCounts(groupBy: CONSORTIUM${clocks}) { group { code } practices }
  delegationSummary(within: "5AA"${clocks}) { practicesOutside practicesUnclear }
  conflicts(within: "5AA"${clocks}) { rule facts { factId removedIn } }
  changes(from: "2009-01-01", to: "2011-04-01"${clocks}) { totalCount nodes { kind description } }
}`;

const standings = async (graph: Graph, clocks: string) => {
  const { data } = await answer(graph, view(clocks));
  const { name, standing, history } = data.practice;
  return [
    name,
    standing,
    history.map((fact: Fact) => `${fact.__typename} ${fact.addedIn}-${fact.removedIn}`),
  ];
};
interface Fact {
  readonly __typename: string;
  readonly addedIn: number;
  readonly removedIn: number | null;
}

describeOnEachEngine("At a revision", (engine) => {
  let graph: Graph;
  const answers: unknown[] = [];
  beforeAll(async () => {
    graph = await engine.empty();
    for (const [index, change] of changes.entries()) {
      await write(graph, change, instants[index]);
      answers.push((await answer(graph, view(""))).data);
    }
  });

  it("every question is answered as it was when that was the present one", async () => {
    for (const [index, before] of answers.entries()) {
      const { data, errors } = await answer(graph, view(`, atRevision: ${index + 1}`));
      expect(errors).toBeUndefined();
      expect(data, `revision ${index + 1}`).toEqual(before);
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(5);
  });

  it("what came later is not seen: names, retractions, and what had been learned earlier but was written later", async () => {
    const member = "Membership 1-null";
    expect(await standings(graph, ", atRevision: 1")).toEqual(["Old Surgery", "MEMBER", [member, member]]);
    expect(await standings(graph, ", atRevision: 2")).toEqual(["New Surgery", "MEMBER", [member, member]]);
    const retracted = ["Membership 1-3", member].sort();
    const [name, standing, history] = await standings(graph, ", atRevision: 3");
    expect([name, standing, history.sort()]).toEqual(["New Surgery", "UNCLEAR", retracted]);
    expect((await standings(graph, ", atRevision: 4"))[1]).toBe("OUTSIDE");
  });

  it("what was believed earlier is answered as the graph of that revision would have", async () => {
    const then = `, knownAt: "${instants[0]}"`;
    expect((await standings(graph, `${then}, atRevision: 3`)).slice(0, 2)).toEqual(["Old Surgery", "MEMBER"]);
    // Written in revision 4, and learned before.
    expect((await answer(graph, view(`${then}, atRevision: 3`))).data.practice.history).toHaveLength(2);
    expect((await answer(graph, view(`${then}, atRevision: 4`))).data.practice.history).toHaveLength(3);
    // At revision 2 nobody had taken the membership back, however late one asks.
    const late = `, knownAt: "2030-01-01T00:00:00Z", atRevision: 2`;
    expect((await standings(graph, late)).slice(0, 2)).toEqual(["New Surgery", "MEMBER"]);
  });

  it("exports hold what was there, and say in which revision it came and went", async () => {
    const lines = async (atRevision: number | undefined, scope: "day" | "recorded") => {
      const extract = await openExtract(graph, { asOf, scope, ...(atRevision ? { atRevision } : {}) });
      const texts: string[] = [];
      for await (const chunk of jsonLinesOf(extract, extract.read)) texts.push(chunk);
      const rows = texts
        .join("")
        .trim()
        .split("\n")
        .map((text) => JSON.parse(text));
      return rows
        .filter(({ type }) => type === "fact")
        .map((row) => `${row.kind} ${row.to} ${row.addedIn}-${row.removedIn}`);
    };
    const gone = (text: string) => text.replace("undefined", "3");
    const [lasting, mistaken] = ["MEMBERSHIP 5AA 1-undefined", "MEMBERSHIP north-health 1-undefined"];
    expect((await lines(2, "day")).sort()).toEqual([lasting, mistaken]);
    expect((await lines(3, "day")).sort()).toEqual([lasting]);
    expect((await lines(3, "recorded")).sort()).toEqual([lasting, gone(mistaken)]);
    expect(await lines(undefined, "recorded")).toHaveLength(4);
  });

  it("an answer names the revision by which it repeats for ever", async () => {
    const { dataset } = await answer(
      graph,
      `{ a: practice(code: "A81001") { name } b: practice(code: "A81001", atRevision: 2) { name } }`,
    );
    expect(dataset).toMatchObject({
      revision: 5,
      atRevision: 5,
      reads: [{ atRevision: 5 }, { atRevision: 2 }],
    });
  });

  it.each([0, -1, 6, 2_000_000_000])(
    "%i is refused in a sentence, and the rest is answered",
    async (wrong) => {
      const { data, errors } = await answer(
        graph,
        `{ a: practice(code: "A81001", atRevision: ${wrong}) { name } b: practice(code: "A81001") { name } }`,
      );
      expect(data).toEqual({ a: null, b: { name: "New Surgery" } });
      expect(
        errors?.map(({ message, extensions, originalError }) => [message, extensions.code ?? originalError]),
      ).toMatchObject([
        [
          `atRevision: ${wrong} is no revision of this dataset: expected a whole number from 1 to 5, its present revision, such as atRevision: 5.`,
          { code: "BAD_USER_INPUT" },
        ],
      ]);
      await expect(openExtract(graph, { asOf, scope: "day", atRevision: wrong })).rejects.toThrow("1 to 5");
    },
  );

  it("a revision of a graph that a restore took the place of is none of this one's", async () => {
    const folder = mkdtempSync(join(tmpdir(), "commissioning-revisions-"));
    const file = join(folder, "first.jsonl.gz");
    const first = await engine.empty();
    await write(first, changes[0] as GraphChanges, instants[0]);
    await writeBackup(first, { file, force: false, programVersion: "0.1.0" });
    for (const [index, change] of changes.slice(1).entries()) await write(first, change, instants[index + 1]);
    await restoreBackup(first, { file, replace: true, by: { who: "somebody", requestId: null } });
    const nameAt = (revision: number) =>
      answer(first, `{ practice(code: "A81001", atRevision: ${revision}) { name } }`);
    expect((await nameAt(1)).data.practice).toEqual({ name: "Old Surgery" });
    expect((await nameAt(6)).data.practice).toEqual({ name: "Old Surgery" });
    const { data, errors } = await nameAt(3);
    expect(data).toEqual({ practice: null });
    expect(errors?.[0]?.message).toMatch(
      /^atRevision: this dataset was never at revision 3: it took the place of/,
    );
    await expect(openExtract(first, { asOf, scope: "day", atRevision: 3 })).rejects.toThrow(
      "never at revision 3",
    );
    rmSync(folder, { recursive: true, force: true });
  });
});
