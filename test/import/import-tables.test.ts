import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { storedOrganisationsByCode, storedSourcesByCode } from "../../src/graph/statements/import-state.ts";
import { templateNames, templateOf } from "../../src/import/tables/template.ts";
import type { Instant } from "../../src/model/dates.ts";
import { Conflict } from "../../src/model/errors.ts";
import { author } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { addsUp, file, rejectsFile, revision } from "./ods-files.ts";
import { factsOf, loadTables, recordFew, told } from "./table-files.ts";

const header = "kind,from,to,validFrom,validTo,status,source,confidence,note\n";
const member = "MEMBERSHIP,A81001,5E1,2001-04-01,2013-03-31,ESTABLISHED,TEST,CONFIRMED,\n";

const everyKind = `kind,from,to,validFrom,validTo,status,reason,financialYear,stage,position,amountGbp,shareOfBudget,scope,services,model,valueGbp,assertedBy,source,confidence,note,assertedByName
MEMBERSHIP,A81001,5E1,2001-04-01,2013-03-31,ESTABLISHED,,,,,,,,,,,,TEST,CONFIRMED,,
OUTSIDE,A81002,5E1,2011-03,2011-12,,LEFT,,,,,,,,,,,TEST,REPORTED,told by the PCT,
DELEGATION,5E1,hunts-health,2011-04-01,2012-03-31,,,2011/12,IN_FORCE,,1000000,0.25,community,,,,5E1,TEST,REPORTED,,Its finance director
SUPPORT,north-css,5E1,,2013-03-31,,,,,,,,,finance; analysis,CONTRACT,500.50,,TEST,DERIVED,,
SUCCESSION,5E1,00K,2013-04-01,,,,,,,,,,,,,,TEST,CONFIRMED,,
REPORT,5E1,,2011-03-01,2013-03-31,,,2011/12,,DEVELOPING,,,,,,,,TEST,REPORTED,,
BUDGET,5E1,,2011-04-01,2012-03-31,,,2011/12,,,870000000,,,,,,,TEST,REPORTED,,
`;

describeOnEachEngine("an import of tables", (engine) => {
  const open = async () => recordFew(await engine.empty());

  it("records a fact of every kind as the row has it", async () => {
    const graph = await open();
    const report = await loadTables(graph, file("facts.csv", everyKind));
    expect(report).toMatchObject({ outcome: "written", parts: [{ part: "facts", read: 7, added: 7 }] });
    expect(await factsOf(graph, "DELEGATES_TO")).toMatchObject([
      {
        from: "5E1",
        to: "hunts-health",
        financialYear: "2011/12",
        stage: "IN_FORCE",
        amountGbp: 1_000_000,
        shareOfBudget: 0.25,
        scope: "community",
        assertedBy: "5E1",
        assertedByName: "Its finance director",
      },
    ]);
    expect(await factsOf(graph, "SUPPORTS")).toMatchObject([
      {
        services: ["finance", "analysis"],
        model: "CONTRACT",
        valueGbp: 500.5,
        validFrom: null,
        validTo: "2013-03-31",
      },
    ]);
    expect(await factsOf(graph, "OUTSIDE")).toMatchObject([
      {
        reason: "LEFT",
        validFrom: "2011-03-01",
        validTo: "2011-12-31",
        note: "told by the PCT; validFrom: 2011-03; validTo: 2011-12",
      },
    ]);
    expect(await factsOf(graph, "REPORTED")).toMatchObject([{ position: "DEVELOPING", amountGbp: null }]);
    expect(await factsOf(graph, "HAS_BUDGET")).toMatchObject([{ amountGbp: 870_000_000 }]);
    expect(told(await factsOf(graph, "SUCCEEDED_BY"))).toEqual(["5E1 00K 2013-04-01 open"]);
  });

  it("changes nothing and says so when the same file comes again", async () => {
    const graph = await open();
    const facts = file("facts.csv", everyKind);
    await loadTables(graph, facts);
    const before = await revision(graph);
    const again = await loadTables(graph, facts);
    expect(again).toMatchObject({ outcome: "no change", parts: [{ unchanged: 7, added: 0, changed: 0 }] });
    expect(await revision(graph)).toBe(before);
  });

  it("takes another end for the same source's claim from the same day as a correction, and forgets nothing", async () => {
    const graph = await open();
    await loadTables(graph, file("facts.csv", header + member.replace("2013-03-31", "2012-03-31")));
    const report = await loadTables(graph, file("facts.csv", header + member));
    expect(report.parts).toMatchObject([{ added: 0, changed: 1 }]);
    expect(told(await factsOf(graph))).toEqual([
      "A81001 5E1 2001-04-01 2012-03-31 retracted",
      "A81001 5E1 2001-04-01 2013-03-31",
    ]);
  });

  it("leaves what a newer file lacks, and what other sources say", async () => {
    const graph = await open();
    const other = member.replace("TEST", "OTHER").replace("2013-03-31", "2012-12-31");
    const sources = file("sources.csv", "code,title,publisher,published\nOTHER,Other,tests,2012\n");
    await loadTables(graph, [file("a.csv", header + member), sources, file("b.csv", header + other)]);
    await loadTables(graph, file("c.csv", header + member.replaceAll("A81001", "A81002")));
    expect(told(await factsOf(graph))).toHaveLength(3);
    expect(told(await factsOf(graph)).join()).not.toContain("retracted");
  });

  it("registers organisations and describes them anew, leaving what the row leaves empty", async () => {
    const graph = await open();
    const rows = `kind,code,name,closed,listSize,source,confidence\nPRACTICE,A81001,,2012-06-30,6873,TEST,REPORTED\nCONSORTIUM,new-one,New One,,,TEST,REPORTED\n`;
    const facts = header + member.replace("5E1", "new-one").replace("2013-03-31", "2012-06-30");
    const report = await loadTables(graph, [file("facts.csv", facts), file("organisations.csv", rows)]);
    expect(report.parts).toMatchObject([
      { part: "organisations", added: 1, changed: 1 },
      { part: "facts", added: 1 },
    ]);
    const [practice, consortium] = await graph.read(storedOrganisationsByCode, {
      codes: ["A81001", "new-one"],
    });
    expect(practice).toMatchObject({
      name: "A81001",
      opened: "1974-04-01",
      closed: "2012-06-30",
      listSize: 6873,
    });
    expect(consortium).toMatchObject({ kind: "CONSORTIUM", name: "New One", closed: null });
    const again = await loadTables(graph, [file("facts.csv", facts), file("organisations.csv", rows)]);
    expect(again.outcome).toBe("no change");
  });

  it("brings a source with the rows that cite it, once", async () => {
    const graph = await open();
    const rows = `kind,from,to,status,validFrom,validTo,source,sourceTitle,publisher,published,confidence
MEMBERSHIP,A81001,5E1,ESTABLISHED,2001-04-01,2013-03-31,NEW,A new one,somebody,2011-03,REPORTED
MEMBERSHIP,A81002,5E1,ESTABLISHED,2001-04-01,2013-03-31,NEW,,,,REPORTED
`;
    await loadTables(graph, file("facts.csv", rows));
    expect(await graph.read(storedSourcesByCode, { codes: ["NEW"] })).toEqual([
      {
        code: "NEW",
        title: "A new one",
        publisher: "somebody",
        published: "2011-03",
        url: null,
        licence: null,
      },
    ]);
  });

  it("refuses a source that is published after today, unless the graph holds it so", async () => {
    const graph = await open();
    const stored = {
      code: "SOON",
      title: "Soon",
      publisher: "us",
      published: "2999",
      url: null,
      licence: null,
    };
    await graph.write((transaction) =>
      record(transaction, { sources: [stored] }, "2026-01-02T00:00:00.000Z" as Instant, author),
    );
    const sources = (...rows: string[]) =>
      loadTables(graph, file("sources.csv", ["code,title,publisher,published", ...rows, ""].join("\n")));
    expect((await sources("SOON,Soon,us,2999")).outcome).toBe("no change");
    expect((await sources("SOON,Soon enough,us,2999", "WORDS,Words,us,one day")).outcome).toBe("written");
    const month = new Date().toISOString().slice(0, 7);
    expect((await sources(`NOW,Now,us,${month}`)).outcome).toBe("written");
    for (const row of ["NEW,New,us,2999-01-01", "TEST,Test,tests,2999"]) {
      const { outcome, firstRejects } = await sources(row);
      expect(outcome).toBe("refused");
      expect(firstRejects[0]).toMatch(
        /line 2, published: "2999(-01-01)?" is to come: expected when it was published, today \(20\d\d-\d\d-\d\d\) at the latest, such as/,
      );
    }
  });

  it("writes nothing in a dry run, and nothing when a row is rejected, which it keeps as it was", async () => {
    const graph = await open();
    const before = await revision(graph);
    const facts = file("facts.csv", `${header}${member}${member.replace("5E1", "5ZZ")}`);
    const refused = await loadTables(graph, facts);
    expect(refused).toMatchObject({ outcome: "refused", parts: [{ added: 1, rejected: 1 }] });
    expect(addsUp(refused)).toBe(true);
    expect(refused.firstRejects).toEqual([
      "facts.csv, line 3, to: 5ZZ is not in the graph: expected an organisation that is.",
    ]);
    expect(readFileSync(rejectsFile, "utf8")).toContain('"MEMBERSHIP,A81001,5ZZ,2001-04-01,2013-03-31');
    const dry = await loadTables(graph, facts, { maxRejects: 1, dryRun: true });
    expect(dry.outcome).toBe("dry run");
    expect(await revision(graph)).toBe(before);
    expect(await loadTables(graph, facts, { maxRejects: 1 })).toMatchObject({ outcome: "written" });
    expect(told(await factsOf(graph))).toEqual(["A81001 5E1 2001-04-01 2013-03-31"]);
  });

  it("writes several batches in one transaction", async () => {
    const graph = await open();
    const rows = Array.from(
      { length: 6_000 },
      (_, at) => `BUDGET,5E1,2011-04-01,2012-03-31,2011/12,${at},S${at},Source ${at},tests,2011,REPORTED\n`,
    );
    const facts = `kind,from,validFrom,validTo,financialYear,amountGbp,source,sourceTitle,publisher,published,confidence\n${rows.join("")}`;
    const report = await loadTables(graph, file("many.csv", facts));
    expect(report.parts).toMatchObject([{ added: 6_000 }]);
    expect(await factsOf(graph, "HAS_BUDGET")).toHaveLength(6_000);
    const instants = new Set((await factsOf(graph, "HAS_BUDGET")).map((fact) => fact.recordedAt));
    expect(instants.size).toBe(1);
  });

  it("writes nothing when somebody else wrote meanwhile", async () => {
    const graph = await open();
    const raced: Graph = {
      engine: graph.engine,
      read: (...given) => graph.read(...given),
      ask: (...given) => graph.ask(...given),
      findByText: (...given) => graph.findByText(...given),
      write: async (work) => {
        await graph.write((transaction) =>
          record(transaction, {}, "2026-01-03T00:00:00.000Z" as Instant, author),
        );
        return graph.write(work);
      },
      checkHealth: () => graph.checkHealth(),
      close: () => graph.close(),
    };
    await expect(loadTables(raced, file("facts.csv", header + member))).rejects.toThrow(Conflict);
    expect(await factsOf(graph)).toEqual([]);
  });

  it.each([...templateNames])(
    "takes its own template of %s, but for organisations that are not there",
    async (name) => {
      const graph = await open();
      const organisations =
        "kind,code,name,source,confidence\nPCT,5PP,5PP,TEST,SYNTHETIC\nPCT,TAM,TAM,TEST,SYNTHETIC\nPCT,5QW,5QW,TEST,SYNTHETIC\n";
      const files = [file("template.csv", templateOf(name)), file("organisations.csv", organisations)];
      const report = await loadTables(graph, files);
      expect(report.firstRejects).toEqual([]);
      expect(report.outcome).toBe("written");
    },
  );
});
