import { beforeEach, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { importTables } from "../../src/import/tables/import-tables.ts";
import { describeOnEachEngine } from "../engines.ts";
import {
  file,
  lines,
  load,
  memberRow,
  memberships,
  practiceRow,
  recordParents,
  rejectsFile,
  revision,
} from "./ods-files.ts";

/** A practice that went from the CCG 00K to one of a merger that the graph does not know yet, and one that it does not know. */
const epraccur = file("taken-up-epraccur.csv", practiceRow());
const epcmem = file(
  "taken-up-epcmem.csv",
  lines(
    memberRow("A81001", "00K", "20130401", "20170331"),
    memberRow("A81001", "99Z", "20170401"),
    memberRow("A81002", "00K", "20130401"),
  ),
);
const merged = (name: string) =>
  file(
    name,
    lines(
      "kind,code,name,opened,confidence,source,sourceTitle,publisher,published",
      "CONSORTIUM,99Z,A merged CCG,2017-04-01,CONFIRMED,ECCG,Groups,ODS,2017",
    ),
  );
const files = { practices: epraccur, memberships: epcmem, published: "2018-06" };
const whole = ["A81001 00K 2013-04-01 2017-03-31", "A81001 99Z 2017-04-01 open"];

describeOnEachEngine("What an edition said of a body that was not there", (engine) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await recordParents(await engine.empty());
  });
  const bringBody = (name: string) => importTables(graph, { files: [merged(name)], rejectsFile });

  it("is taken up when a table brings it, in the same transaction, and said", async () => {
    await load(graph, files);
    expect(await memberships(graph)).toEqual(whole.slice(0, 1));
    const { warnings, outcome } = await bringBody("merged.csv");
    expect(outcome).toBe("written");
    expect(warnings).toEqual([
      "1 membership that an earlier import of ODS's files told of was taken up: the graph holds both ends now.",
    ]);
    expect(await memberships(graph)).toEqual(whole);
    const before = await revision(graph);
    expect((await bringBody("merged.csv")).outcome).toBe("no change");
    expect((await load(graph, files)).outcome).toBe("no change");
    expect(await revision(graph)).toBe(before);
  });

  it("is the same whichever came first", async () => {
    await bringBody("merged-first.csv");
    await load(graph, files);
    expect(await memberships(graph)).toEqual(whole);
  });

  it("is taken up when the practice comes, in a later or an earlier edition of the practices", async () => {
    await bringBody("merged-too.csv");
    await load(graph, { memberships: epcmem, published: "2018-06" });
    expect(await memberships(graph)).toEqual([]);
    await load(graph, { practices: epraccur, published: "2016-02" });
    expect(await memberships(graph)).toEqual(whole);
    const both = file("taken-up-both.csv", lines(practiceRow(), practiceRow({ code: "A81002" })));
    await load(graph, { practices: both, published: "2019-01" });
    expect(await memberships(graph)).toEqual([...whole, "A81002 00K 2013-04-01 open"]);
  });
});
