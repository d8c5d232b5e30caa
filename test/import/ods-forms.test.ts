import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { storedOrganisationsByCode } from "../../src/graph/statements/import-state.ts";
import { readLayout } from "../../src/import/tables/read-layout.ts";
import { runOn } from "../cli/in-process.ts";
import {
  addsUp,
  file,
  history,
  lines,
  load,
  memberRow,
  memberships,
  openMemory,
  practice,
  practiceRow,
  recordParents,
  rejectsFile,
} from "./ods-files.ts";
import { factsOf, loadTables, recordFew, told } from "./table-files.ts";
import { zipOf } from "./zip-of.ts";

const open = async () => recordParents(await openMemory());
const eccg = readLayout("ods-eccg", (path) => path);
const good = lines(practiceRow());

/** A row as ODS's Data Search and Export has it. */
const exported = (code: string, status: string, roles: string, closed = ""): string =>
  practiceRow({ code, status, setting: roles, closed });
/** A row of 27 columns about another body than a practice. */
const bodyRow = (code: string, subType: string, closed = ""): string =>
  [code, `NHS ${code}`, "Y99", "Q99", "", "", "", "", "", "AA1 1AA", "20130401", closed, "", subType]
    .concat(Array(13).fill(""))
    .map((cell) => `"${cell}"`)
    .join(",");

describe("practices in the form of ODS's Data Search and Export", () => {
  const rows = [
    exported("A81901", "ACTIVE", "RO76"),
    exported("A81902", "INACTIVE", "RO177 | RO76", "20150331"),
    exported("Y99901", "ACTIVE", "RO80|RO87"),
  ];
  const header = Array.from({ length: 27 }, (_, at) => `"Column ${at}"`).join(",");
  it.each([
    ["without a header", lines(...rows), 1],
    ["with a header", lines(header, ...rows), 2],
    ["among rows of the classic form", lines(practiceRow({ code: "A81903", setting: "0" }), ...rows), 2],
  ])("are read %s", async (_name, content, ignored) => {
    const graph = await open();
    const report = await load(graph, { practices: file("export.csv", content) });
    expect(report).toMatchObject({ outcome: "written", parts: [{ added: 2, ignored, rejected: 0 }, {}] });
    expect(await practice(graph, "A81902")).toMatchObject({ closed: "2015-03-31" });
  });
});

it("a practice whose status says that it closed, and no day on which, is rejected rather than open for ever", async () => {
  for (const [form, status] of [
    ["classic", "C"],
    ["exported", "INACTIVE"],
  ] as const) {
    const row = exported("A81902", status, form === "classic" ? "4" : "RO76");
    const report = await load(await open(), { practices: file(`${form}.csv`, lines(row)) });
    expect(report.firstRejects).toEqual([
      `${form}.csv, line 1, closed: it is empty, though its status is ${status}: expected the day on which it closed.`,
    ]);
  }
});

describe("a file of ODS is read however a program has written it", () => {
  const name = practiceRow({ name: "CAFÉ SURGERY" });
  const cut = (row: string) => row.slice(0, -3);
  it.each<[string, string | Buffer, string[]]>([
    ["in Windows-1252", Buffer.from(lines(name), "latin1"), ["x.csv was read as Windows-1252."]],
    ["in UTF-16", Buffer.from(`\uFEFF${lines(name)}`, "utf16le"), ["x.csv was read as UTF-16."]],
    ["with decomposed accents", lines(name.normalize("NFD")), []],
    ["with semicolons", lines(name.replaceAll('","', '";"')), ["x.csv was read as semicolons."]],
    ["without its last column, which is always empty", lines(cut(name)), []],
    ["with an empty column more", lines(`${name},`), []],
    ["with CR alone", lines(name).replaceAll("\n", "\r"), []],
    ["with zeros for no date", lines(name.replace('"19740401",""', '"19740401","00000000"')), []],
    [
      "with the last of all days for no end",
      lines(name.replace('"19740401",""', '"19740401","99991231"')),
      [],
    ],
    ["with its parent in small letters", lines(name.replace('"5E1"', '"5e1"').replace('"00K"', '"00k"')), []],
    ["with Excel's line that names the delimiter", `sep=,\n${lines(name)}`, []],
    ["with its code in small letters and spaces", lines(name.replace("A81001", " a81001 ")), []],
    ["with a code behind a space that nobody sees", lines(name.replace("A81001", "\u200BA81001")), []],
    ["from gzip", gzipSync(lines(name)), []],
    [
      "from a zip of macOS",
      zipOf({ "epraccur.csv": lines(name), "__MACOSX/._epraccur.csv": "x", "._epraccur.csv": "x" }),
      [],
    ],
  ])("%s", async (_name, content, warnings) => {
    const graph = await open();
    const report = await load(graph, { practices: file("x.csv", content) });
    expect(report).toMatchObject({ outcome: "written", warnings, parts: [{ added: 1 }, { added: 1 }] });
    expect(await practice(graph)).toMatchObject({ name: "CAFÉ SURGERY", closed: "9999-12-31" });
  });

  it("with the codes of memberships in small letters", async () => {
    const content = history.toLowerCase();
    const request = {
      practices: file("x.csv", good),
      memberships: file("small.csv", content),
      published: "2018-06",
    };
    expect(await load(await open(), request)).toMatchObject({
      outcome: "written",
      parts: [{ added: 1 }, { added: 2 }],
    });
  });

  it("with an empty column behind each membership", async () => {
    const content = history.replaceAll("\n", ",\n");
    const request = { practices: file("x.csv", good), memberships: file("m.csv", content) };
    expect(await load(await open(), request)).toMatchObject({
      outcome: "written",
      parts: [{ added: 1 }, { added: 2 }],
    });
  });

  it("with a line break inside a quoted cell, after which lines are told by where they stand", async () => {
    const address = practiceRow().replace('"TS18 1HU"', '"TS18\n1HU"');
    const content = lines(address, practiceRow({ code: "A81002", opened: "20110230" }));
    const graph = await open();
    const report = await load(graph, { practices: file("x.csv", content), maxRejects: 1 });
    expect(report.firstRejects[0]).toContain("x.csv, line 3, opened");
    expect(report.parts[0]).toMatchObject({ read: 2, added: 1 });
  });
});

describe("a file of something else is refused in one sentence that says what it is and what to do", () => {
  const branch = bodyRow("A81901001", "").replace('"Y99"', '"X"');
  const ccg = bodyRow("99Z", "RO319");
  const tar = Buffer.alloc(1024);
  tar.write("epraccur.csv");
  tar.write("ustar", 257);
  const patients = lines(
    `Region,Code,Practice Name,Practice Code,${Array.from({ length: 11 }, (_, at) => `Male ${at},Female ${at}`).join(",")}`,
    `EAST,Y99,NAME,A81901,${Array(22).fill("4").join(",")}`,
  );
  it.each<[string, string | Buffer, RegExp]>([
    [
      "branch surgeries",
      lines(branch, branch),
      /is a list of branch surgeries .*codes of nine.*epraccur\.csv/,
    ],
    ["CCGs", lines(ccg), /is a file of clinical commissioning groups .*import eccg\.csv --layout ods-eccg/],
    ["networks", "PCN Code,PCN Name\nU99999,A PCN\n", /is a list of primary care networks .*\(ePCN\)/],
    ["a tar archive", gzipSync(tar), /holds a tar archive .*unpack it/],
    ["a record of the ORD interface", '{"Organisation": {}}', /JSON of ODS's ORD interface/],
    [
      "all organisations as XML",
      '<?xml version="1.0"?><HSCOrgRefData/>',
      /XML of ODS, with all organisations/,
    ],
    ["twelve columns", `${"a,".repeat(11)}b\n`.repeat(500), /its first row has 12 columns \(a, a, a, a, …\)/],
    ["registered patients", patients, /is a file of registered patients by practice/],
    ["another file of ODS", lines(bodyRow("Q99", "")), /is another file of ODS/],
    [
      "columns in another order, by its header",
      lines("Organisation Code,Postcode,Name".concat(",x".repeat(24)), practiceRow()),
      /has "Postcode" as column 2: expected as column 10, since such files are read by the order/,
    ],
    [
      "a memberships file without its last column",
      'A81001,00K,W,20130401,""\n',
      /its first row has 5 columns/,
    ],
    [
      "forty columns",
      lines(`${practiceRow()}${",x".repeat(13)}`),
      /has 40 columns, and something stands behind/,
    ],
    ["XML without its first line", '<Practices><Practice code="A81001"/></Practices>', /the start of XML/],
    ["a table of a web page", "<table><tr><td>A81001</td></tr></table>", /a table of a web page/],
    ["arrays of JSON", '[["A81001","A SURGERY"]]', /the start of JSON/],
    ["Rich Text", "{\\rtf1 A81001}", /Rich Text Format/],
    ["data of R", gzipSync("RDX3\nX\n\0"), /data of R/],
    ["a database", "SQLite format 3\0", /an SQLite database/],
    ["a table of ours", "kind,code,name\nPCT,5AA,A\n", /has 3 columns \(kind, code, name\).*--template/],
    [
      "two encodings",
      Buffer.concat([
        Buffer.from(lines(practiceRow({ name: "É" }))),
        Buffer.from(lines(practiceRow({ name: "É" })), "latin1"),
      ]),
      /is UTF-8 in line 1 and Windows-1252 in line 2/,
    ],
  ])("%s", async (_name, content, expected) => {
    await expect(load(await open(), { practices: file("x.csv", content) })).rejects.toThrow(expected);
  });

  it("rows of two kinds in one file, with a line of each", async () => {
    const both = file("both.csv", history + good);
    await expect(load(await open(), { memberships: both, published: "2018-06" })).rejects.toThrow(
      /both\.csv has a row of memberships in line 1 and one of practices in line 4: expected one kind/,
    );
  });

  it("rows that are rejected for the same reason, however many", async () => {
    const rows = Array.from({ length: 30 }, (_, at) =>
      practiceRow({ code: `A829${String(at).padStart(2, "0")}`, opened: "01/04/1974" }),
    );
    const several = lines(...rows, practiceRow({ status: "Q" }));
    const report = await load(await open(), { practices: file("days.csv", several) });
    expect(report.firstRejects).toEqual([
      'days.csv, line 1, opened: "01/04/1974" is not a date: expected a day that exists as YYYYMMDD, such as 20110401. 29 more rows are rejected for the same reason.',
      'days.csv, line 31, status: "Q" is not a status: expected A, C, D or P, or ACTIVE or INACTIVE.',
    ]);
    const members = lines(memberRow("A81001", "5E1", "01/04/2001"), memberRow("A81002", "5E1", "02/04/2001"));
    const request = { practices: file("p.csv", good), memberships: file("m.csv", members) };
    await expect(load(await open(), request)).rejects.toThrow(
      /m\.csv does not tell when it was published: .* Nor can all of it be read: m\.csv, line 1, joined:/,
    );
    expect((await load(await open(), { ...request, published: "2018-06" })).firstRejects).toEqual([
      'm.csv, line 1, joined: "01/04/2001" is not a date: expected a day that exists as YYYYMMDD, such as 20110401. 1 more row is rejected for the same reason.',
    ]);
  });

  it("ODS's workbook of networks", async () => {
    const sheets = '<workbook><sheets><sheet name="PCN Details" sheetId="1"/></sheets></workbook>';
    const book = file("ePCN.xlsx", zipOf({ "xl/workbook.xml": sheets }));
    await expect(load(await open(), { practices: book })).rejects.toThrow(
      /workbook of primary care networks/,
    );
    await expect(loadTables(await open(), book)).rejects.toThrow(/workbook of primary care networks/);
  });

  it("practices and branches that are given as tables", async () => {
    const graph = await recordFew(await openMemory());
    await expect(loadTables(graph, file("x.csv", good))).rejects.toThrow(/Give it with --practices/);
    await expect(loadTables(graph, file("x.csv", lines(branch)))).rejects.toThrow(/branch surgeries/);
  });
});

describe("what the register is known to get wrong", () => {
  const odd = ["RX9", "N99", "Q99", "112", "99Z"].map((parent, at) =>
    practiceRow({ code: `A8290${at}`, parent: [parent, "20130401", ""] }),
  );
  it("is ignored by rules with names, and keeps out no other row", async () => {
    const graph = await open();
    const report = await load(graph, { practices: file("odd.csv", lines(practiceRow(), ...odd)) });
    expect(report).toMatchObject({ outcome: "written", parts: [{ added: 6 }, { added: 1, ignored: 5 }] });
    expect(report.parts[1]?.ignoredByRule).toEqual({
      "parent is an NHS trust": 1,
      "parent is an independent provider": 1,
      "parent is a region, an area team or an integrated care board": 1,
      "parent is of a kind that is not known": 1,
      "parent is a CCG that is not in the graph": 1,
    });
    expect(addsUp(report)).toBe(true);
  });

  it("stops the import where a rule takes more than it may", async () => {
    const rows = Array.from({ length: 30 }, (_, at) =>
      practiceRow({ code: `A829${String(at).padStart(2, "0")}`, parent: ["99Z", "20130401", ""] }),
    );
    const report = await load(await open(), { practices: file("many.csv", lines(practiceRow(), ...rows)) });
    expect(report.refusal).toMatch(/30 rows were rejected/);
    expect(report.firstRejects[0]).toMatch(/many\.csv, line 2, parent: 99Z is not in the graph/);
    expect(addsUp(report)).toBe(true);
    const few = file("few.csv", lines(practiceRow(), ...rows.slice(0, 20)));
    expect((await load(await open(), { practices: few })).outcome).toBe("written");
  });
});

describe("a file of which nothing is taken", () => {
  it("is never 'no change': it is said, and the exit code is 4", async () => {
    const graph = await open();
    const hubs = file("hubs.csv", lines(bodyRow("13Z", "RO218")));
    const run = await runOn(graph, ["import", hubs, "--layout", "ods-eccg", "--rejects", rejectsFile]);
    expect(run.exitCode).toBe(4);
    expect(run.out).toMatch(/Nothing of hubs\.csv was taken: .* Nothing was written\./);
    const welsh = file("welsh.csv", lines(practiceRow({ code: "W91001" })));
    expect((await load(graph, { practices: welsh })).outcome).toBe("nothing taken");
    const empty = file("facts.csv", "kind,from,to,source,confidence\n");
    expect((await loadTables(graph, empty)).outcome).toBe("nothing taken");
  });

  it("is told of where another file was taken", async () => {
    const members = file("m.csv", lines(memberRow("A81009", "5E1", "20010401", "", "X")));
    const given = ["--practices", file("p.csv", good), "--memberships", members];
    const run = await runOn(await open(), ["import", ...given, "--rejects", rejectsFile]);
    expect(run.exitCode).toBe(4);
    expect(run.out).toMatch(/Written in .*\nBut nothing of m\.csv was taken/);
  });
});

describe("memberships keep to the lives of both ends", () => {
  const groups = "kind,code,name,opened,closed,statutory,source,confidence\n";
  const openGroup = async () => {
    const graph = await open();
    const sources = file("s.csv", "code,title,publisher,published\nTEST,Test,tests,2013\n");
    const rows = file("g.csv", `${groups}CONSORTIUM,00K,NHS TEST CCG,2013-04-01,,true,TEST,CONFIRMED\n`);
    await loadTables(graph, [sources, rows]);
    return graph;
  };

  it("a group that opened later is joined on its first day, as DERIVED, and the note keeps what ODS says", async () => {
    const graph = await openGroup();
    const rows = file("early.csv", lines(practiceRow({ parent: ["00K", "20020311", ""] })));
    await load(graph, { practices: rows });
    expect(await memberships(graph)).toEqual(["A81001 00K 2013-04-01 open"]);
    expect(await factsOf(graph)).toMatchObject([
      { confidence: "DERIVED", note: expect.stringContaining("2002-03-11 to no end") },
    ]);
    expect((await load(graph, { practices: rows })).outcome).toBe("no change");
  });

  it("a membership that lies outside one of the lives is ignored by a rule", async () => {
    const graph = await openGroup();
    const rows = file("never.csv", lines(practiceRow({ parent: ["00K", "20020311", "20100331"] })));
    const report = await load(graph, { practices: rows });
    expect(report.parts[1]?.ignoredByRule).toEqual({ "no day on which practice and parent both exist": 1 });
  });

  it("a practice that a newer file closes leaves its group on that day, whatever its setting is by then", async () => {
    const graph = await openGroup();
    await load(graph, { practices: file("p.csv", good), memberships: file("m.csv", history) });
    const closed = practiceRow({ closed: "20150930", setting: "0", name: "OTHER", parent: ["", "", ""] });
    const newer = file(
      "newer.csv",
      lines(closed, practiceRow({ code: "Y99901", setting: "0", closed: "20150930" })),
    );
    const report = await load(graph, { practices: newer });
    expect(report.parts[0]).toMatchObject({ changed: 1, ignored: 1, withdrawn: 1 });
    expect(await practice(graph)).toMatchObject({ name: "THE DENSHAM SURGERY", closed: "2015-09-30" });
    expect(await memberships(graph)).toEqual([
      "A81001 5E1 2001-04-01 2013-03-31",
      "A81001 00K 2013-04-01 2015-09-30",
    ]);
    expect((await load(graph, { practices: newer })).outcome).toBe("no change");
    // By when it had been said, and not by when somebody imported it.
    const { out } = await runOn(graph, ["show", "A81001", "--all"]);
    expect(out).toContain("(believed until 2015-09-30T00:00:00.000Z)");
    const again = await load(graph, { memberships: file("m.csv", history) });
    expect(again).toMatchObject({ outcome: "no change", parts: [{ unchanged: 2 }] });
  });

  const earlier = () => ({ practices: file("p.csv", lines(practiceRow(), practiceRow({ code: "A81902" }))) });
  const moved = practiceRow({ setting: "8", name: "OTHER", parent: ["00C", "20180401", ""] });
  const later = () => ({
    practices: file(
      "n.csv",
      lines(moved, practiceRow({ code: "Y99901", setting: "8" }), practiceRow({ code: "A81902" })),
    ),
  });
  const movedOn = ["A81001 00K 2013-04-01 2018-03-31", "A81001 00C 2018-04-01 open"];

  it("a practice whose setting is another, but which is open, goes on with the group that the newer file gives", async () => {
    const graph = await openGroup();
    await load(graph, { ...earlier(), published: "2014-10" });
    const report = await load(graph, { ...later(), published: "2018-06" });
    expect(report.parts[0]).toMatchObject({ unchanged: 2, ignored: 1 });
    expect(await practice(graph)).toMatchObject({ name: "THE DENSHAM SURGERY", closed: "9999-12-31" });
    expect(await memberships(graph)).toEqual(expect.arrayContaining(movedOn));
  });

  it("that is the same where the older file is imported last", async () => {
    const graph = await openGroup();
    await load(graph, { ...later(), published: "2018-06" });
    await load(graph, { ...earlier(), published: "2014-10" });
    expect(await memberships(graph)).toEqual(expect.arrayContaining(movedOn));
  });

  it("rows that are none of a practice that the graph knows say nothing", async () => {
    const graph = await openGroup();
    await load(graph, { ...earlier(), published: "2014-10" });
    const none = file("none.csv", lines(practiceRow({ code: "Y99901", setting: "8" })));
    expect((await load(graph, { practices: none, published: "2018-06" })).outcome).toBe("nothing taken");
  });

  it("a practice that had closed, and is another body since, stays closed and joins nobody", async () => {
    const graph = await openGroup();
    const closed = file("c.csv", lines(practiceRow({ closed: "20170331" }), practiceRow({ code: "A81902" })));
    await load(graph, { practices: closed, published: "2017-06" });
    await load(graph, { ...later(), published: "2018-06" });
    expect(await practice(graph)).toMatchObject({ closed: "2017-03-31" });
    expect(await memberships(graph)).toContain("A81001 00K 2013-04-01 2017-03-31");
    expect((await memberships(graph)).join()).not.toContain("A81001 00C");
  });

  it("a file of which an older program read less is the same edition", async () => {
    const graph = await openGroup();
    await load(graph, { ...later(), published: "2018-06" });
    const readLess = {
      name: "read less",
      cypher: "MATCH (e:Edition) SET e.content = 'less' RETURN 1 AS n",
      row: () => 1,
    };
    await graph.write((transaction) => transaction.run(readLess, {}));
    expect((await load(graph, { ...later(), published: "2018-06" })).outcome).toBe("no change");
  });
});

describe("memberships whose practice is not there yet", () => {
  it("are kept, and taken up when it comes", async () => {
    const graph = await open();
    const practices = file("first.csv", lines(practiceRow({ code: "A81902" })));
    const members = file("m.csv", history + lines(memberRow("A81902", "5E1", "20010401", "20130331")));
    const early = await load(graph, { practices, memberships: members });
    expect(early.warnings).toEqual([
      "2 memberships are of practices that the graph does not hold: they are kept, and taken up when the practices come.",
    ]);
    await load(graph, { practices: file("later.csv", good), published: "2018-06" });
    expect(await memberships(graph)).toEqual([
      "A81001 5E1 2001-04-01 2013-03-31",
      "A81001 00K 2013-04-01 open",
      "A81902 5E1 2001-04-01 2013-03-31",
    ]);
  });
});

describe("a fault in a row is one, whatever the graph holds", () => {
  const faulty = lines(
    memberRow("A81902", "5E1", "20010431"),
    memberRow("A81902", "5.00E+01", "20010401"),
    memberRow("A81902", "5E1", "20110401", "20100401"),
  );
  it("also where it does not know the practice yet", async () => {
    const report = await load(await open(), {
      memberships: file("m.csv", history + faulty),
      published: "2018-06",
    });
    expect(report.firstRejects).toEqual([
      'm.csv, line 4, joined: "20010431" is not a date: expected a day that exists as YYYYMMDD, such as 20110401.',
      'm.csv, line 5, parent: "5.00E+01" is not a parent\'s code: expected three or five letters and digits. A spreadsheet makes a number of a code such as 5E1: read or save that column as text.',
      "m.csv, line 6, left: it ends before it starts: joined 2011-04-01, left 2010-04-01.",
    ]);
    expect(report).toMatchObject({ outcome: "refused", parts: [{ read: 6, ignored: 3, rejected: 3 }] });
  });

  it("but in rows about other bodies, which are ignored with it", async () => {
    const others = lines(
      memberRow("W91001", "7A1", "2001-04-31"),
      memberRow("A81902", "5E1", "soon", "", "X"),
    );
    const report = await load(await open(), {
      memberships: file("m.csv", history + others),
      published: "2018-06",
    });
    expect(report.parts[0]?.ignoredByRule).toEqual({
      "practice not in the graph": 2,
      "ended before 2010-01-01": 1,
      "not an English practice code": 1,
      "parent type other than W": 1,
    });
  });

  it("and a first row with one is no header, in whatever form its days are", async () => {
    const row = practiceRow({ code: "A8100", opened: "1974-04-01", parent: ["00K", "2013-04-01", ""] });
    const report = await load(await open(), { practices: file("p.csv", lines(row) + good) });
    expect(report.firstRejects[0]).toContain('p.csv, line 1, code: "A8100" is not a practice code');
  });
});

describe("files of ODS that are tables", () => {
  it("CCGs are read by their roles: what a group became, and a closed one without a role", async () => {
    const graph = await recordFew(await openMemory());
    const rows = [
      bodyRow("99Z", "C"),
      bodyRow("98Z", "RO319|RO326"),
      bodyRow("97Z", "", "20200331"),
      bodyRow("96Z", ""),
      bodyRow("A9A9A", "RO327"),
      bodyRow("13Z", "RO98|RO218"),
      bodyRow("Q98", "", "20150331"),
    ];
    const report = await loadTables(graph, file("eccg.csv", lines(...rows)), { layout: eccg });
    expect(report).toMatchObject({ outcome: "written", parts: [{ added: 3, ignored: 4 }] });
    expect(Object.keys(report.parts[0]?.ignoredByRule ?? {})).toHaveLength(4);
    const [closed] = await graph.read(storedOrganisationsByCode, { codes: ["97Z"] });
    expect(closed).toMatchObject({ kind: "CONSORTIUM", statutory: true, closed: "2020-03-31" });
  });

  it("CCGs are read whatever the case of their roles, what stands between them, and with empty columns more", async () => {
    const graph = await recordFew(await openMemory());
    const rows = [bodyRow("99Z", "c"), bodyRow("98Z", "ro319 | ro326"), bodyRow("13Z", "Ro98 | rO218")];
    const more = file("eccg.csv", lines(...rows.map((row) => `${row},""`)));
    const report = await loadTables(graph, more, { layout: eccg });
    expect(report).toMatchObject({ outcome: "written", parts: [{ added: 2, ignored: 1 }] });
    const wide = file("wide.csv", lines(...rows.map((row) => `${row},"x"`)));
    await expect(loadTables(graph, wide, { layout: eccg })).rejects.toThrow(/has 28 columns: expected 27/);
  });

  it("successions are told by what the file holds, and bodies that the graph has not are no faults", async () => {
    const graph = await recordFew(await openMemory());
    const rows = lines(
      '"5E1","00K","R","20130401","Y"',
      '"RX8","RX9","R","20130401",""',
      '"5E1","RX9","R","20130401",""',
      '"00K","5D9","R","20130401",""',
    );
    const report = await loadTables(graph, file("succ.csv", rows));
    expect(report).toMatchObject({ outcome: "written", parts: [{ added: 1, ignored: 3, rejected: 0 }] });
    expect(report.warnings).toEqual(["succ.csv was read as layout ods-succ."]);
    const facts = await factsOf(graph, "SUCCEEDED_BY");
    expect(told(facts)).toEqual(["5E1 00K 2013-04-01 open"]);
    expect(facts).toMatchObject([{ note: "ODS gives the reason R", source: "ODS-SUCC" }]);
  });
});
