import { expect, it } from "vitest";
import { record } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import {
  file,
  history,
  lines,
  load,
  memberRow,
  memberships,
  practiceRow,
  recordParents,
} from "./ods-files.ts";

const codes = Array.from({ length: 20 }, (_, index) => `A8${String(1000 + index)}`);
const practices = () => file("twenty.csv", lines(...codes.map((code) => practiceRow({ code }))));
const members = (of: readonly string[]) =>
  file(
    `members-${of.length}.csv`,
    lines(...of.map((code) => memberRow(code, "5E1", "20010401", "20130331"))),
  );

describeOnEachEngine("memberships that a newer file lacks", (engine) => {
  const open = async () => recordParents(await engine.empty());

  it("are withdrawn when the file is whole", async () => {
    const graph = await open();
    await load(graph, { practices: practices(), memberships: members(codes), published: "2014-10" });
    const report = await load(graph, { memberships: members(codes.slice(1)), published: "2018-06" });
    expect(report.parts).toMatchObject([{ read: 19, unchanged: 19, withdrawn: 1 }]);
    expect(await memberships(graph)).toHaveLength(19);
  });

  it("make an import refused when they are more than a tenth, unless it is said to be partial", async () => {
    const graph = await open();
    await load(graph, { practices: practices(), memberships: members(codes), published: "2014-10" });
    const few = members(codes.slice(0, 17));
    const refused = await load(graph, { memberships: few, published: "2018-06" });
    expect(refused.refusal).toMatch(/has 17 of the 20 memberships known from such files, under 90%/);
    const partial = await load(graph, { memberships: few, partial: true, published: "2018-06" });
    expect(partial).toMatchObject({ outcome: "written", parts: [{ unchanged: 17, withdrawn: 0 }] });
    expect(await memberships(graph)).toHaveLength(20);
  });

  it("stay where the practice's row was rejected, since nobody knows what it says", async () => {
    const graph = await open();
    await load(graph, { practices: practices(), memberships: members(codes), published: "2014-10" });
    const [first = "", ...others] = codes;
    const spoilt = lines(
      memberRow(first, "5E1", "20010401", "20000101"),
      ...others.map((code) => memberRow(code, "5E1", "20010401", "20130331")),
    );
    const report = await load(graph, {
      memberships: file("spoilt.csv", spoilt),
      maxRejects: 1,
      published: "2018-06",
    });
    expect(report).toMatchObject({ outcome: "written", parts: [{ rejected: 1, withdrawn: 0 }] });
  });

  it("stay when another source says them", async () => {
    const graph = await open();
    await load(graph, { practices: practices(), memberships: members(codes), published: "2014-10" });
    const article = {
      kind: "MEMBERSHIP",
      from: "A81000" as Code,
      to: "5D9" as Code,
      status: "ESTABLISHED",
      validFrom: "2011-01-01" as IsoDate,
      validTo: null,
      source: "ARTICLE",
      assertedBy: null,
      confidence: "REPORTED",
      note: null,
    } as const;
    await graph.write((transaction) =>
      record(transaction, { facts: [article] }, "2026-01-02T00:00:00.000Z" as Instant, author),
    );
    await load(graph, { memberships: members(codes.slice(1)), published: "2018-06" });
    expect(await memberships(graph)).toContain("A81000 5D9 2011-01-01 open");
  });
});

describeOnEachEngine("the parent columns of a practices file", (engine) => {
  const open = async () => recordParents(await engine.empty());

  it("give memberships where there is no memberships file", async () => {
    const graph = await open();
    const report = await load(graph, { practices: file("alone.csv", lines(practiceRow())) });
    expect(report.parts).toMatchObject([
      { part: "practices" },
      { part: "parent columns", read: 1, added: 1 },
    ]);
    expect(await memberships(graph)).toEqual(["A81001 00K 2013-04-01 open"]);
  });

  it("end the earlier parent when a newer file names another", async () => {
    const graph = await open();
    await load(graph, { practices: file("one.csv", lines(practiceRow())) });
    const moved = file("two.csv", lines(practiceRow({ parent: ["00C", "20131001", ""] })));
    expect((await load(graph, { practices: moved })).parts[1]).toMatchObject({ added: 1, withdrawn: 1 });
    expect(await memberships(graph)).toEqual([
      "A81001 00K 2013-04-01 2013-09-30",
      "A81001 00C 2013-10-01 open",
    ]);
    expect((await load(graph, { practices: moved })).outcome).toBe("no change");
  });

  it("give way to a memberships file, and add nothing to it", async () => {
    const graph = await open();
    const alone = { practices: file("first.csv", lines(practiceRow())) };
    await load(graph, alone);
    const both = await load(graph, { ...alone, memberships: file("full.csv", history) });
    expect(both.parts[1]).toMatchObject({ added: 1, changed: 1 });
    expect(await memberships(graph)).toHaveLength(2);
    const again = await load(graph, alone);
    expect(again.outcome).toBe("no change");
    expect(again.parts[1]?.ignoredByRule).toEqual({ "parent known from a memberships file": 1 });
  });
});

/** What the memberships file of 2018 says of a practice, its last parent in the practices file of 2021, and what is believed then. */
const lastParents: readonly (readonly [
  string,
  readonly (readonly [string, string, string])[],
  readonly [string, string, string],
  readonly string[],
  closed?: string,
])[] = [
  [
    "went to another",
    [["00K", "20130401", ""]],
    ["00C", "20200701", ""],
    ["00C 2020-07-01 open", "00K 2013-04-01 2020-06-30"],
  ],
  [
    "came back",
    [
      ["00C", "20130401", "20150331"],
      ["00K", "20150401", ""],
    ],
    ["00C", "20200701", ""],
    ["00C 2013-04-01 2015-03-31", "00C 2020-07-01 open", "00K 2015-04-01 2020-06-30"],
  ],
  ["left it", [["00K", "20130401", ""]], ["00K", "20130401", "20200630"], ["00K 2013-04-01 2020-06-30"]],
  ["was never elsewhere", [["00K", "20130401", ""]], ["00C", "20130401", ""], ["00C 2013-04-01 open"]],
  ["joined on another day", [["00K", "20130403", ""]], ["00K", "20130401", ""], ["00K 2013-04-03 open"]],
  [
    "joined on another day, and closed",
    [
      ["00C", "20130401", "20150526"],
      ["00K", "20150527", ""],
    ],
    ["00K", "20150401", "20191130"],
    ["00C 2013-04-01 2015-05-26", "00K 2015-05-27 2019-11-30"],
    "20191130",
  ],
];

describeOnEachEngine("a practice's last parent in an edition after the memberships file", (engine) => {
  it("is its only one from the day on which it joined", async () => {
    const graph = await recordParents(await engine.empty());
    const stated = lastParents.map((of, at) => [codes[at] ?? "", ...of] as const);
    const whole = stated.flatMap(([code, , told]) => told.map((cells) => memberRow(code, ...cells)));
    const later = stated.map(([code, , , parent, , closed = ""]) => practiceRow({ code, parent, closed }));
    const first = file("before-they-moved.csv", lines(...stated.map(([code]) => practiceRow({ code }))));
    await load(graph, {
      practices: first,
      memberships: file("told.csv", lines(...whole)),
      published: "2018-06",
    });
    await load(graph, { practices: file("moved.csv", lines(...later)), published: "2021-11" });
    const believed = await memberships(graph);
    for (const [code, what, , , expected] of stated) {
      const of = believed.filter((line) => line.startsWith(code)).map((line) => line.slice(code.length + 1));
      expect(of.sort(), what).toEqual(expected);
    }
  });

  it("ends what it had before, also where that group closed later", async () => {
    const graph = await recordParents(await engine.empty());
    const closing = { ...undescribed, confidence: "CONFIRMED", source: "TEST", kind: "CONSORTIUM" } as const;
    const closed = { ...closing, code: "00D" as Code, name: "00D", closed: "2018-03-31" as IsoDate };
    await graph.write((transaction) =>
      record(transaction, { organisations: [closed] }, "2026-01-02T00:00:00.000Z" as Instant, author),
    );
    for (const [published, joined] of [
      ["2014-10", ["00D", "20130401", ""]],
      ["2015-05", ["00K", "20150401", ""]],
    ] as const)
      await load(graph, {
        practices: file(`${published}.csv`, lines(practiceRow({ parent: joined }))),
        published,
      });
    expect((await memberships(graph)).sort()).toEqual([
      "A81001 00D 2013-04-01 2015-03-31",
      "A81001 00K 2015-04-01 open",
    ]);
  });
});
