import { join } from "node:path";
import { expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { acquireWriteLock, type GraphChanges, nextInstant, record } from "../../src/graph/recorder.ts";
import { storedOrganisationsByCode } from "../../src/graph/statements/import-state.ts";
import { foldRegister } from "../../src/import/ods/fold.ts";
import type { ImportRequest } from "../../src/import/ods/request.ts";
import { readStored } from "../../src/import/ods/stored-register.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { author } from "../callers.ts";
import { runOn } from "../cli/in-process.ts";
import { ask } from "../contract/asking.ts";
import { Random } from "../contract/plain/random.ts";
import { describeOnEachEngine } from "../engines.ts";
import { cases } from "../size.ts";
import {
  allMemberships,
  file,
  folder,
  lines,
  load,
  memberRow,
  memberships,
  openMemory,
  practiceRow,
  recordParents,
} from "./ods-files.ts";

/** Editions of the register that are made up: what each says of some practices, and when it was published. */
interface MadeUp {
  readonly published: string;
  readonly lastDay: string;
  readonly request: ImportRequest;
  /** What it says of each: name and last day. */
  readonly rows: ReadonlyMap<string, { readonly name: string; readonly closed: string | null }>;
}

const codes = ["A81001", "A81002", "A81003", "A81004"];
const parents = [
  ["5E1", "20010401", "20130331"],
  ["00K", "20130401", ""],
  ["00C", "20150601", ""],
] as const;
const closings = ["", "", "20150930", "20141231"];
const days = {
  "2014-10": "2014-10-31",
  "2015-05": "2015-05-31",
  "2016-02": "2016-02-29",
  "2018-06": "2018-06-30",
};

function editions(random: Random, seed: number): MadeUp[] {
  const practices = Object.entries(days).map(([published, lastDay]) => {
    const said = codes
      .filter(() => random.chance(0.85))
      .map((code) => ({
        code,
        name: random.one(["OLD SURGERY", "NEW SURGERY", "HEALTH CENTRE"]),
        closed: random.one(closings),
        parent: random.one(parents),
      }));
    const text = lines(...said.map((row) => practiceRow(row)), practiceRow({ code: "A81999" }));
    return {
      ...{ published, lastDay },
      request: { practices: file(`practices-${seed}-${published}.csv`, text), published },
      rows: new Map(
        said.map(({ code, name, closed }) => [
          code,
          { name, closed: closed.replace(/(....)(..)(..)/, "$1-$2-$3") || null },
        ]),
      ),
    };
  });
  const whole = codes.flatMap((code) => [
    memberRow(code, "5E1", "20010401", "20130331"),
    ...(random.chance(0.7) ? [memberRow(code, "00K", "20130401")] : []),
  ]);
  const memberships = file(`memberships-${seed}.csv`, lines(...whole));
  const published = "2016-08";
  return [
    ...practices,
    { published, lastDay: "2016-08-31", request: { memberships, published }, rows: new Map() },
  ];
}

const instantOf = (published: string): string => `${published}-01T00:00:00.000Z`;
const asked = ["2011-04-01", "2014-11-01", "2015-10-01", "2017-01-01", "2019-01-01"];
const known = [...Object.keys(days), "2016-08", "2014-01", "2026-01"].map(instantOf);

interface Described {
  readonly name: string;
  readonly postcode: string | null;
  readonly describedOn: string | null;
}

interface Answered {
  readonly knownAt: string;
  readonly sources: unknown;
  readonly asOf: string;
  readonly practices: {
    readonly nodes: readonly (Described & {
      readonly descriptions: readonly (Described & {
        readonly validFrom: string | null;
        readonly validTo: string | null;
      })[];
    })[];
  };
}

/** All that can be asked of the editions, without what tells when they were imported. */
async function answers(graph: Graph): Promise<Answered[]> {
  const all: Answered[] = [];
  for (const asOf of asked) {
    for (const knownAt of known) {
      const { practices, sources } = await ask(
        graph,
        `query Q($asOf: Date, $knownAt: DateTime) {
          practices(asOf: $asOf, knownAt: $knownAt) { totalCount nodes {
            code name postcode opened closed describedOn note standing pct { code } consortium { code }
            descriptions { name postcode validFrom validTo describedOn confidence source { code } }
            memberships { factId validFrom validTo knownFrom knownTo confidence note source { published } }
            history { __typename factId validFrom validTo knownFrom knownTo }
          } }
          sources: consortia(where: { practices: { some: { name: { contains: "new" } } } }, asOf: $asOf, knownAt: $knownAt) { nodes { code } }
        }`,
        { asOf, knownAt },
      );
      all.push({ asOf, knownAt, practices, sources });
    }
  }
  return all;
}

/** The descriptions over a practice's life say of the day what it is described as on the day, and do not overlap. */
function expectDescribed({ asOf, practices }: Answered): void {
  for (const { name, postcode, describedOn, descriptions } of practices.nodes) {
    const ofDay = descriptions.filter(
      ({ validFrom, validTo }) => (validFrom ?? asOf) <= asOf && asOf <= (validTo ?? asOf),
    );
    expect(ofDay).toEqual([expect.objectContaining({ name, postcode })]);
    expect(ofDay[0]?.describedOn ?? "").toBe(describedOn ?? "");
    for (const [at, { validFrom }] of descriptions.slice(1).entries())
      expect((descriptions[at]?.validTo ?? "9999") < (validFrom ?? "")).toBe(true);
  }
}

async function graphOf(empty: Promise<Graph>, of: readonly MadeUp[]): Promise<Graph> {
  const graph = await recordParents(await empty, "2010-01-01T00:00:00.000Z");
  for (const { request } of of)
    expect((await load(graph, { ...request, partial: false })).refusal).toBeNull();
  return graph;
}

/** What the graph does not say as all its editions do, of all practices: also of those that the last one left alone. */
async function leftOver(graph: Graph): Promise<unknown[]> {
  const held = await readStored((statement, params) => graph.read(statement, params));
  const all = { ...held, register: { ...held.register, notAsReplayed: async () => null } };
  return Object.values(await foldRegister(all, [])).flat();
}

const change = (graph: Graph, changes: GraphChanges) =>
  graph.write(async (transaction) =>
    record(transaction, changes, nextInstant(await acquireWriteLock(transaction)), author),
  );

describeOnEachEngine("editions of the register", (engine) => {
  const seeds = Array.from({ length: cases(2, 40) }, (_, at) => at + 1);
  it.each(seeds)("give the same answers in whatever order they are imported (seed %i)", async (seed) => {
    const random = new Random(seed);
    const all = editions(random, seed);
    const inOrder = await graphOf(engine.empty(), all);
    const expected = await answers(inOrder);
    for (const answer of expected) expectDescribed(answer);
    expect(await leftOver(inOrder)).toEqual([]);
    expect(
      expected.some(({ practices }) => practices.nodes.some(({ descriptions }) => descriptions.length > 1)),
    ).toBe(true);
    for (const order of [all.toReversed(), random.some(all, all.length)]) {
      const graph = await graphOf(engine.empty(), order);
      expect(await answers(graph)).toEqual(expected);
      expect(await leftOver(graph)).toEqual([]);
      expect((await verifyLog(graph)).problems).toEqual([]);
    }
  });

  it("that say nothing new are held against what somebody changed since the one before", async () => {
    const rows = lines(practiceRow(), practiceRow({ code: "A81002" }), practiceRow({ code: "A81003" }));
    const said = (published: string) =>
      load(graph, { practices: file(`same-${published}.csv`, rows), published });
    const graph = await recordParents(await engine.empty());
    await said("2014-10");
    const [first, ...others] = await memberships(graph);
    const [taken] = await allMemberships(graph);
    const [parent] = await graph.read(storedOrganisationsByCode, { codes: [first?.split(" ")[1] ?? ""] });
    if (!taken || !parent) throw new Error("No membership was imported");
    await change(graph, { retracted: [taken] });
    expect(await memberships(graph)).toEqual(others);
    // Only one that was published after somebody took it back would say it again.
    await said("2015-05");
    expect(await memberships(graph)).toEqual(others);
    await change(graph, { redescribed: [{ ...parent, closed: "2016-12-31" as IsoDate }] });
    await said("2016-02");
    // What is cut is another claim than the one that was taken back.
    const cut = [first ?? "", ...others].map((text) => text.replace(/ [^ ]+$/, " 2016-12-31"));
    expect(await memberships(graph)).toEqual(cut);
    expect(await leftOver(graph)).toEqual([]);
    expect((await verifyLog(graph)).problems).toEqual([]);
  });

  it("are backed up and restored, so that an older one takes its place after a restore as well", async () => {
    const all = editions(new Random(3), 3);
    const [first, ...others] = all as [MadeUp, ...MadeUp[]];
    const graph = await graphOf(engine.empty(), others);
    const backup = join(folder, "editions.backup.jsonl.gz");
    expect(await runOn(graph, ["backup", backup, "--force"])).toMatchObject({ exitCode: 0, err: "" });
    const restored = await openMemory();
    expect(await runOn(restored, ["restore", backup])).toMatchObject({ exitCode: 0, err: "" });
    for (const each of [graph, restored]) await load(each, first.request);
    expect(await answers(restored)).toEqual(await answers(graph));
    expect((await verifyLog(restored)).problems).toEqual([]);
    await restored.close();
  });

  it("are given back by their publication and their month's last day", async () => {
    const random = new Random(7);
    const all = editions(random, 7);
    const graph = await graphOf(engine.empty(), random.some(all, all.length));
    for (const { published, lastDay, rows } of all.filter(({ rows }) => rows.size > 0)) {
      for (const [code, { name, closed }] of rows) {
        const { practice } = await ask(
          graph,
          `query Q($code: String!, $asOf: Date, $knownAt: DateTime) { practice(code: $code, asOf: $asOf, knownAt: $knownAt) { name closed } }`,
          { code, asOf: lastDay, knownAt: instantOf(published) },
        );
        expect({ code, published, ...practice }).toEqual({ code, published, name, closed });
      }
    }
  });
});
