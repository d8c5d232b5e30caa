import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openEnd, stillBelieved } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import {
  addsUp,
  file,
  history,
  lines,
  load,
  memberRow,
  memberships,
  practice,
  practiceRow,
  recordParents,
  rejectsFile,
  revision,
} from "./ods-files.ts";

describeOnEachEngine("an import of ODS files", (engine) => {
  const open = async () => recordParents(await engine.empty());

  it("records practices with their dated memberships and counts every row once", async () => {
    const graph = await open();
    const practices = file(
      "epraccur.csv",
      lines(
        practiceRow(),
        practiceRow({ code: "W91001" }),
        practiceRow({ code: "GUE010" }),
        practiceRow({ code: "Y00001", setting: "0" }),
      ),
    );
    const report = await load(graph, {
      practices,
      memberships: file("epcmem.csv", history),
      published: "2014-10",
    });
    expect(report.outcome).toBe("written");
    expect(addsUp(report)).toBe(true);
    expect(report.parts).toMatchObject([
      {
        file: "epraccur.csv",
        read: 4,
        added: 1,
        ignoredByRule: {
          "not an English practice code": 2,
          "not a GP practice (prescribing setting other than 4)": 1,
        },
      },
      { file: "epcmem.csv", read: 3, added: 2, ignoredByRule: { "ended before 2010-01-01": 1 } },
    ]);
    expect(await memberships(graph)).toEqual([
      "A81001 5E1 2001-04-01 2013-03-31",
      "A81001 00K 2013-04-01 open",
    ]);
    expect(await practice(graph)).toMatchObject({
      name: "THE DENSHAM SURGERY",
      postcode: "TS18 1HU",
      opened: "1974-04-01",
      odsSubType: "B",
      source: "EPRACCUR",
    });
  });

  it("writes nothing when the same files come again", async () => {
    const graph = await open();
    const request = { practices: file("a.csv", lines(practiceRow())), memberships: file("b.csv", history) };
    await load(graph, { ...request, published: "2014-10" });
    const before = await revision(graph);
    const again = await load(graph, request);
    expect(again.outcome).toBe("no change");
    expect(again.parts.map((part) => part.unchanged)).toEqual([1, 2]);
    expect(await revision(graph)).toBe(before);
  });

  it("lets a newer file close, open, rename and correct, and keeps what was believed before", async () => {
    const graph = await open();
    const first = { published: "2014-10" };
    const second = { published: "2018-06" };
    await load(graph, {
      practices: file("old.csv", lines(practiceRow())),
      memberships: file("old-m.csv", history),
      ...first,
    });
    const report = await load(graph, {
      practices: file(
        "new.csv",
        lines(
          practiceRow({ name: "DENSHAM HOUSE", closed: "20120930" }),
          practiceRow({ code: "A81002", opened: "20130401" }),
        ),
      ),
      memberships: file(
        "new-m.csv",
        lines(
          memberRow("A81001", "5E1", "20010401", "20120930"),
          memberRow("A81001", "00K", "20130401"),
          memberRow("A81002", "00K", "20130401"),
        ),
      ),
      ...second,
    });
    expect(report.parts).toMatchObject([
      { added: 1, changed: 1 },
      { added: 1, changed: 1, unchanged: 1, withdrawn: 0 },
    ]);
    expect(await memberships(graph)).toEqual([
      "A81001 5E1 2001-04-01 2012-09-30",
      "A81001 00K 2013-04-01 open",
      "A81002 00K 2013-04-01 open",
    ]);
    expect(await memberships(graph, "2018-05-31T00:00:00.000Z")).toEqual([
      "A81001 5E1 2001-04-01 2013-03-31",
      "A81001 00K 2013-04-01 open",
    ]);
    expect(await practice(graph)).toMatchObject({ name: "DENSHAM HOUSE", closed: "2012-09-30" });
    expect((await practice(graph))?.note).toMatch(/tidy-up/);
    const former = await graph.read(
      {
        name: "former",
        cypher:
          "MATCH (:Practice {code: 'A81001'})-[f:FORMERLY]->(was) RETURN was.name AS name, f.validTo AS of, f.knownTo AS until ORDER BY until",
        row: (raw) => raw,
      },
      {},
    );
    expect(former).toEqual([
      { name: "THE DENSHAM SURGERY", of: openEnd, until: "2018-06-01T00:00:00.000Z" },
      { name: "THE DENSHAM SURGERY", of: "2018-05-31", until: stillBelieved },
    ]);
  });

  it("does everything but the writing in a dry run", async () => {
    const graph = await open();
    const before = await revision(graph);
    const report = await load(graph, { practices: file("dry.csv", lines(practiceRow())), dryRun: true });
    expect(report).toMatchObject({ outcome: "dry run", parts: [{ added: 1 }, { added: 1 }] });
    expect(await practice(graph)).toBeUndefined();
    expect(await revision(graph)).toBe(before);
  });

  it("writes nothing when too many rows are rejected, and lists each with its reason and text", async () => {
    const graph = await open();
    const bad = practiceRow({ code: "A81002", opened: "20110231" });
    const practices = file("bad.csv", lines(practiceRow(), bad));
    const refused = await load(graph, { practices });
    expect(refused.outcome).toBe("refused");
    expect(refused.refusal).toMatch(/1 row was rejected, and at most 0 may be/);
    expect(await practice(graph)).toBeUndefined();
    const [header, row] = readFileSync(rejectsFile, "utf8").split("\n");
    expect(header).toBe("file,line,column,reason,row");
    expect(row).toMatch(/^bad\.csv,2,opened,.*20110231.* is not a date/);
    expect(row).toContain(`"${bad.replaceAll('"', '""')}"`);
    const allowed = await load(graph, { practices, maxRejects: 1 });
    expect(allowed).toMatchObject({ outcome: "written", parts: [{ added: 1, rejected: 1 }, { added: 1 }] });
    expect(addsUp(allowed)).toBe(true);
  });
});
