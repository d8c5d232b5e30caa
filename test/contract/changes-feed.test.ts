import { beforeAll, expect, it } from "vitest";
import { openChangesFeed } from "../../src/export/changes-feed.ts";
import { openExtract } from "../../src/export/extract.ts";
import { jsonLinesOf } from "../../src/export/json-lines.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { acquireWriteLock, type GraphChanges, nextInstant, record } from "../../src/graph/recorder.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import { author } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { fact, member, organisation, outside, source } from "./small-graph.ts";

type Line = Readonly<Record<string, unknown>>;

const linesOf = async (chunks: AsyncIterable<string>): Promise<Line[]> => {
  const texts: string[] = [];
  for await (const chunk of chunks) texts.push(chunk);
  return texts
    .join("")
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as Line);
};

const fullExport = async (graph: Graph) => {
  const snapshot = await openExtract(graph, { asOf: "2011-04-01" as IsoDate, scope: "recorded" });
  return linesOf(jsonLinesOf(snapshot, snapshot.read));
};
const feed = async (graph: Graph, since: number) => linesOf((await openChangesFeed(graph, since)).lines());

/** What somebody who mirrors keeps: every description and fact by what names it. */
class Mirror {
  readonly rows = new Map<string, Line>();
  revision = 0;

  /** Takes an export or a feed of changes: a line that was taken before changes nothing. */
  take(lines: readonly Line[]): void {
    for (const { change, revision, at: _at, ...line } of lines) {
      if (line.type === "end") this.revision = Number(revision);
      if (line.type !== "fact" && line.type !== "organisation") continue;
      const name = String(line.factId ?? `${line.code} ${line.recordedAt}`);
      const { retractedAt, knownTo, removedIn } = line;
      const ended = { ...this.rows.get(name), retractedAt, knownTo, removedIn };
      this.rows.set(name, change === "retracted" ? ended : line);
    }
  }
}

const change = (graph: Graph, changes: GraphChanges): Promise<unknown> =>
  graph.write(async (transaction) =>
    record(transaction, changes, nextInstant(await acquireWriteLock(transaction)), author),
  );

async function factOf(graph: Graph, from: string, kind: string): Promise<Fact> {
  const line = (await fullExport(graph)).find((row) => row.from === from && row.kind === kind);
  const { type: _type, ...columns } = line ?? {};
  return { assertedBy: null, note: null, retractedAt: null, removedIn: null, ...columns } as unknown as Fact;
}

const practice = organisation("PRACTICE", "A81001", { name: "Old Surgery", listSize: 1000 });

describeOnEachEngine("A mirror of the graph", (engine) => {
  let graph: Graph;
  const mirror = new Mirror();
  beforeAll(async () => {
    graph = await engine.empty();
    await change(graph, {
      sources: [source],
      organisations: [practice, organisation("CONSORTIUM", "north-health"), organisation("PCT", "5AA")],
      facts: [member("A81001", "5AA"), outside("A81001", "5AA"), member("north-health", "5AA")],
    });
    mirror.take(await fullExport(graph));
  });

  it("is the graph again once it took the changes since its revision", async () => {
    const { revision } = mirror;
    const removed = await factOf(graph, "A81001", "OUTSIDE");
    await change(graph, { redescribed: [{ ...practice, name: "New Surgery" }] });
    await change(graph, {
      organisations: [organisation("SUPPORT_PROVIDER", "help-ltd")],
      facts: [
        member("A81001", "north-health", { from: "2011-04-01" }),
        fact({
          kind: "SUPPORT",
          from: "help-ltd",
          to: "north-health",
          services: ["HR"],
          model: "HOSTED",
          valueGbp: 1,
        }),
        fact({ kind: "BUDGET", from: "5AA", financialYear: "2011/12", amountGbp: 100 }),
      ],
      retracted: [removed],
    });
    await change(graph, { retracted: [await factOf(graph, "help-ltd", "SUPPORT")] });
    await change(graph, { redescribed: [{ ...practice, name: "Newest Surgery" }] });
    const lines = await feed(graph, revision);
    mirror.take(lines);
    const whole = new Mirror();
    whole.take(await fullExport(graph));
    expect(Object.fromEntries(mirror.rows)).toEqual(Object.fromEntries(whole.rows));
    expect(mirror.revision).toBe(revision + 4);
    expect(lines.at(-1)).toEqual({
      type: "end",
      revision: mirror.revision,
      recorded: { organisation: 3, fact: 3 },
      retracted: { organisation: 2, fact: 2 },
      superseded: { organisation: 0, fact: 0 },
    });
  });

  it("gets each change with its revision, in their order", async () => {
    const lines = await feed(graph, 1);
    const told = lines
      .filter(({ change }) => change)
      .map(({ revision, type, change, code, factId, kind }) => {
        return [revision, type, change, code ?? kind ?? (factId ? "by id" : "")].join(" ");
      });
    expect(told).toEqual([
      "2 organisation retracted A81001",
      "2 organisation recorded A81001",
      "3 organisation recorded help-ltd",
      "3 fact retracted by id",
      ...["BUDGET", "MEMBERSHIP", "SUPPORT"].map((kind) => `3 fact recorded ${kind}`),
      "4 fact retracted by id",
      "5 organisation retracted A81001",
      "5 organisation recorded A81001",
    ]);
  });

  it("made from nothing but the feed is the graph too", async () => {
    const fromNothing = new Mirror();
    fromNothing.take(await feed(graph, 0));
    const whole = new Mirror();
    whole.take(await fullExport(graph));
    expect(Object.fromEntries(fromNothing.rows)).toEqual(Object.fromEntries(whole.rows));
  });

  it("takes the same changes twice without harm", async () => {
    const before = Object.fromEntries(mirror.rows);
    mirror.take(await feed(graph, 1));
    expect(Object.fromEntries(mirror.rows)).toEqual(before);
  });

  it("hears that there is nothing new, and that a revision is none of the graph's", async () => {
    expect(await feed(graph, 5)).toMatchObject([
      { type: "changes", since: 5 },
      { type: "end", revision: 5 },
    ]);
    await expect(feed(graph, 6)).rejects.toThrow(
      "since: the graph has no revision 6: expected the revision that a mirror is at, from 0 (everything) to 5, such as since=4.",
    );
  });
});

describeOnEachEngine("A mirror of the demonstration graph", (engine) => {
  it("made from nothing but the feed is the graph, and each later feed adds to it", async () => {
    const graph = await engine.demonstration();
    const [mirror, whole] = [new Mirror(), new Mirror()];
    mirror.take(await feed(graph, 0));
    whole.take(await fullExport(graph));
    expect(mirror.rows.size).toBe(whole.rows.size);
    expect(mirror.rows).toEqual(whole.rows);
    const size = mirror.rows.size;
    mirror.take(await feed(graph, 1));
    expect(mirror.rows.size).toBe(size);
    expect(mirror.rows).toEqual(whole.rows);
  });
});
