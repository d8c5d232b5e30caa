import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { type Graph, writtenBy } from "../../src/graph/graph.ts";
import { fieldOf } from "../../src/model/curation.ts";
import { Unavailable } from "../../src/model/errors.ts";
import { factKinds } from "../../src/model/facts.ts";
import { ask } from "../contract/asking.ts";
import { facts, organisations } from "../contract/curated-graph.ts";
import { write } from "../contract/writing.ts";
import { openDemonstration } from "../demonstration.ts";
import { type Ran, runOn } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-curation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let graph: Graph;
beforeEach(async () => {
  graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  await write(graph, { organisations, facts });
});

const why = ["--source", "TEST", "--reason", "The practice wrote to us."];
const membership = [
  "--member",
  "A81001",
  "--group",
  "hunts-health",
  "--status",
  "ESTABLISHED",
  "--valid-from",
  "2011-04-01",
];
const run = (...args: string[]): Promise<Ran> => runOn(graph, args, { cwd: folder });

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};

describe("record", () => {
  it("writes a fact from its arguments, and retract takes it back", async () => {
    const recorded = await run("record", "membership", ...membership, ...why, "--json");
    expect(recorded).toMatchObject({ exitCode: 0, err: "" });
    const { fact } = JSON.parse(recorded.out);
    expect(fact).toMatchObject({ kind: "MEMBERSHIP", validFrom: "2011-04-01", validTo: null });
    const retracted = await run("retract", fact.factId, ...why);
    expect(retracted).toEqual({ exitCode: 0, out: `Written: fact ${fact.factId}, revision 3.\n`, err: "" });
    expect((await run("retract", fact.factId, ...why)).exitCode).toBe(3);
  });

  it("names every problem, and writes nothing", async () => {
    const wrong = await run(
      "record",
      "membership",
      ...membership,
      "--group",
      "Q35",
      "--asserted-by",
      "5ZZ",
      ...why,
    );
    expect(wrong).toMatchObject({ exitCode: 3, out: "" });
    expect(wrong.err).toMatch(
      /^input\.assertedBy: 5ZZ is not in the graph: .*\ninput\.validTo: it has no end, but Q35 closed on .*\nNothing was written\.\n$/,
    );
    const untyped = await run(
      "record",
      "budget",
      "--organisation",
      "5PP",
      "--financial-year",
      "2011",
      "--amount-gbp",
      "much",
      ...why,
    );
    expect(untyped).toMatchObject({ exitCode: 2, out: "" });
    expect(untyped.err).toMatch(/"2011" is not a financial year/);
    expect(untyped.err).toMatch(/"much"/);
  });

  it("writes all facts of a file, or none and says at which line and column", async () => {
    const header = "member,group,status,validFrom,validTo,note";
    const good = file(
      "good.csv",
      `\uFEFF${header}\r\nA81001,hunts-health,SHADOW,2011-04-01,,"By ""letter"""\r\nA81002,hunts-health,SHADOW,2011-04-01,,\r\n`,
    );
    expect(await run("record", "membership", "--from", good, ...why)).toEqual({
      exitCode: 0,
      out: "Written: 2 facts, revision 2.\n",
      err: "",
    });
    const { organisation } = await ask(graph, `{ organisation(code: "A81001") { history { note } } }`);
    expect(organisation.history).toContainEqual({ note: 'By "letter"' });

    const bad = file(
      "bad.csv",
      `${header}\nA81001,Q35,SHADOW,2012-04-01,2012-05-01,\nA81002,5PP,SHADOW,2000-01-01,2011-01-01,\n`,
    );
    expect(await run("record", "membership", "--from", bad, ...why)).toEqual({
      exitCode: 3,
      out: "",
      err: expect.stringMatching(
        /^bad\.csv, line 2, column group: .*Q35 is a SHA.*\nbad\.csv, line 3, column validFrom: .*2000-01-01 lies before 5PP opened.*\nNothing was written\.\n$/,
      ),
    });
    const worse = file("worse.csv", `${header}\nA81001,5PP,SHADOWY,yesterday,,\n`);
    const { exitCode, err } = await run("record", "membership", "--from", worse, ...why);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/worse\.csv, line 2, column status: .*SHADOWY/);
    expect(err).toMatch(/worse\.csv, line 2, column validFrom: .*"yesterday" is not a date/);
  });

  it.each([
    [
      "another column",
      "member,groups\nA81001,5PP\n",
      /file\.csv, line 1: "groups" is no column: expected any of member, group/,
    ],
    ["a row too long", "member,group\nA81001,5PP,x\n", /file\.csv: .*line 2.*: expected CSV with a header/],
    ["nothing", "", /input\.facts: it is empty/],
  ])("refuses a file with %s", async (_what, text, message) => {
    const ran = await run("record", "membership", "--from", file("file.csv", text), ...why);
    expect(ran.err).toMatch(message);
    expect(ran.exitCode).toBeGreaterThan(1);
  });

  it("refuses a file that is not there, or not UTF-8", async () => {
    expect((await run("record", "membership", "--from", "none.csv", ...why)).err).toMatch(
      /none\.csv cannot be read \(there is no such file\)/,
    );
    writeFileSync(join(folder, "latin.csv"), Buffer.from([0x6d, 0xe9, 0x0a]));
    expect((await run("record", "membership", "--from", "latin.csv", ...why)).err).toMatch(
      /latin\.csv is not UTF-8/,
    );
  });
});

describe("end", () => {
  it("gives a fact its last day, in the place of the one without it", async () => {
    const recorded = await run("record", "membership", ...membership, ...why, "--json");
    const { factId } = JSON.parse(recorded.out).fact;
    const ran = await run("end", factId, "--on", "2012-03-31", "--note", "Left", ...why, "--json");
    expect(ran).toMatchObject({ exitCode: 0, err: "" });
    const { fact, former } = JSON.parse(ran.out);
    expect(former).toEqual({ factId });
    expect(fact).toMatchObject({ kind: "MEMBERSHIP", validFrom: "2011-04-01", validTo: "2012-03-31" });
    const earlier = await run("end", fact.factId, "--on", "2011-12-31", ...why);
    expect(earlier.out).toMatch(
      new RegExp(`^Written: fact [0-9a-f]{20} in the place of ${fact.factId}, revision 4\\.\n$`),
    );
  });

  it("names what is wrong with the day by its option, and writes nothing", async () => {
    const { out } = await run("record", "membership", ...membership, ...why, "--json");
    const { factId } = JSON.parse(out).fact;
    expect(await run("end", factId, "--on", "2011-03-31", ...why)).toEqual({
      exitCode: 3,
      out: "",
      err: expect.stringMatching(
        /^--on: input\.validTo: 2011-03-31 lies before the fact's first day: expected 2011-04-01 or later.*\nNothing was written\.\n$/,
      ),
    });
    const untyped = await run("end", factId, "--on", "spring", ...why);
    expect(untyped).toMatchObject({ exitCode: 2, out: "" });
    expect(untyped.err).toMatch(/^--on: "spring" is not a date/);
    const own = await run("record", "membership", ...membership, ...why, "--valid-to", "spring");
    expect(own.err).toMatch(/^input\.validTo: "spring" is not a date/);
    expect((await run("end", "none", "--on", "2012-03-31", ...why)).err).toMatch(/holds no fact none/);
    expect((await run("end", factId, ...why)).err).toMatch(/required option '--on <date>'/);
  });
});

describe("register and close", () => {
  const surgery = ["register", "practice", "A81003", "--name", "Church View Surgery"];

  it("add an organisation with all that is said of it, and give it its last day", async () => {
    const described = ["--postcode", "PE29 1AA", "--opened", "2010-04-01", "--list-size", "6500"];
    const added = await run(...surgery, ...described, ...why);
    expect(added).toEqual({
      exitCode: 0,
      out: "Written: Church View Surgery (A81003), revision 2.\n",
      err: "",
    });
    await run("record", "membership", ...membership, "--member", "A81003", ...why);
    const close = ["close", "A81003", "--on", "2012-03-31", ...why];
    const refused = await run(...close);
    expect(refused).toMatchObject({ exitCode: 3, out: "" });
    expect(refused.err).toMatch(
      /^--on: input\.closed: a MEMBERSHIP that starts at A81003 \(\w+\) lasts until/,
    );
    expect(await run(...close, "--end-facts")).toEqual({
      exitCode: 0,
      out: "Written: Church View Surgery (A81003), with the end of 1 fact, revision 4.\n",
      err: "",
    });
    const { organisation } = await ask(
      graph,
      `{ organisation(code: "A81003") { opened closed postcode confidence ... on Practice { listSize } history { validTo retractedAt } } }`,
    );
    expect(organisation).toMatchObject({
      opened: "2010-04-01",
      closed: "2012-03-31",
      postcode: "PE29 1AA",
      confidence: "REPORTED",
      listSize: 6_500,
      history: expect.arrayContaining([
        { validTo: "2012-03-31", retractedAt: null },
        { validTo: null, retractedAt: expect.any(String) },
      ]),
    });
  });

  it("take every kind and every column, by the words of the API", async () => {
    const ccg = ["register", "consortium", "06H", "--name", "Cambridgeshire and Peterborough", "--statutory"];
    const said = ["--stated-practices", "105", "--pathfinder-wave", "2", "--pathfinder-from", "2011-01-17"];
    const { out } = await run(...ccg, ...said, "--opened", "2013-04-01", ...why, "--json");
    expect(JSON.parse(out).organisation).toMatchObject({ code: "06H", kind: "CONSORTIUM" });
    await run("register", "support-provider", "another-firm", "--name", "A firm", "--sector", "NHS", ...why);
    await run("register", "sha", "Q99", "--name", "An SHA", "--minimum-delegated-share", "0.25", ...why);
    const answer = await ask(
      graph,
      `{ consortium: organisation(code: "06H", asOf: "2013-04-01") { ... on Consortium { isStatutory pathfinderWave } }
         firm: organisation(code: "another-firm") { kind ... on SupportProvider { sector } }
         sha: organisation(code: "Q99") { ... on SHA { minimumDelegatedShare } } }`,
    );
    expect(answer).toEqual({
      consortium: { isStatutory: true, pathfinderWave: 2 },
      firm: { kind: "SUPPORT_PROVIDER", sector: "NHS" },
      sha: { minimumDelegatedShare: 0.25 },
    });
  });

  it("name every problem, and write nothing", async () => {
    const wrong = await run(...surgery, "--list-size", "-1", "--confidence", "SYNTHETIC", ...why);
    expect(wrong).toMatchObject({ exitCode: 3, out: "" });
    expect(wrong.err).toMatch(/input\.listSize: -1 is not a count.*\ninput\.confidence: SYNTHETIC is no/);
    const untyped = await run(...surgery, "--list-size", "many", ...why);
    expect(untyped).toMatchObject({ exitCode: 2, err: expect.stringMatching(/"many"/) });
    expect((await run("register", "surgery", "A81003", "--name", "x", ...why)).err).toMatch(
      /Allowed choices are practice, consortium, pct, cluster, sha, support-provider/,
    );
    const twice = await run("register", "pct", "5PP", "--name", "Cambridgeshire", ...why);
    expect(twice).toMatchObject({
      exitCode: 3,
      err: expect.stringMatching(/5PP is in the graph already/),
    });
    expect((await run("close", "5ZZ", "--on", "2012-03-31", ...why)).err).toMatch(/5ZZ is not in the graph/);
  });

  it("write once under a key, and not where somebody changed the same since", async () => {
    const keyed = [...surgery, ...why, "--idempotency-key", "a-key"];
    await run(...keyed);
    expect((await run(...keyed)).out).toBe("Written before: Church View Surgery (A81003), revision 2.\n");
    const late = await run("close", "A81003", "--on", "2012-03-31", ...why, "--expected-revision", "1");
    expect(late).toMatchObject({ exitCode: 3, err: expect.stringMatching(/was changed after revision 1/) });
  });
});

describe("the examples in the help", () => {
  it("run as printed on the demonstration graph", { timeout: 60_000 }, async () => {
    const demonstration = await openDemonstration();
    const helps = await Promise.all(
      [
        ...factKinds.map((kind) => ["record", fieldOf(kind)]),
        ["end"],
        ["retract"],
        ["register"],
        ["close"],
        ["audit", "list"],
        ["audit", "verify"],
      ].map((command) => runOn(demonstration, [...command, "--help"])),
    );
    const examples = helps.flatMap(({ out }) => out.match(/^ {2}commissioning .+/gm) ?? []);
    const alone = examples.filter((example) => !/--from|>/.test(example));
    expect(alone).toHaveLength(factKinds.length + 6);
    for (const example of alone) {
      const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? "",
      );
      expect(await runOn(demonstration, words.slice(1)), example).toMatchObject({ exitCode: 0, err: "" });
    }
    await demonstration.close();
  });
});

describe("audit", () => {
  it("names the user who seeded the graph and who imported a file", { timeout: 60_000 }, async () => {
    const seeded = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 30_000 });
    const caller = { name: "jane", role: "administrator", advice: "" } as const;
    await runOn(seeded, ["seed", "--facts-only"], { caller });
    const table = file("sources.csv", "code,title,publisher,published\nLETTER,A letter,Nobody,2011-04\n");
    await runOn(seeded, ["import", table], { caller, cwd: folder });
    const listed: unknown = JSON.parse((await runOn(seeded, ["audit", "list", "--json"])).out);
    await seeded.close();
    expect(listed).toMatchObject([
      { action: "IMPORT", who: "jane" },
      { action: "SEED", who: "jane" },
    ]);
  });

  it("lists, exports and verifies the log, and shows one changed byte of the export", async () => {
    await run("record", "membership", ...membership, ...why);
    const listed = JSON.parse((await run("audit", "list", "--json")).out);
    expect(listed).toMatchObject([
      { revision: 2, who: "tester", action: "RECORD", reason: "The practice wrote to us." },
      { revision: 1 },
    ]);
    expect((await run("audit", "list", "--first", "1")).out).toMatch(/2 .*tester +RECORD +\+1 -0/);

    const { out } = await run("audit", "export");
    writeFileSync(join(folder, "audit.jsonl"), out);
    const hash = listed[0].hash;
    expect(await run("audit", "verify", "audit.jsonl")).toMatchObject({
      exitCode: 0,
      out: `2 records are as they were written.\nLast hash: ${hash}\n`,
    });
    expect((await run("audit", "verify")).out).toBe(
      `2 records are as they were written, and 3 facts and 9 organisations are accounted for.\nLast hash: ${hash}\n`,
    );
    const bytes = readFileSync(join(folder, "audit.jsonl"));
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(join(folder, "audit.jsonl"), bytes);
    expect((await run("audit", "verify", "audit.jsonl")).exitCode).toBe(1);
  });

  it("fails where the last hash is another than the one that was kept, or the file is not there", async () => {
    const other = "0".repeat(64);
    const ran = await run("audit", "verify", "--hash", other, "--json");
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.out).problems).toEqual([
      expect.stringMatching(/Its last record has the hash .*: expected 0{64}\./),
    ]);
    expect(await run("audit", "verify", "none.jsonl")).toMatchObject({ exitCode: 2 });
  });

  it("is not asked about a hash that was cut off when it was kept", async () => {
    const ran = await run("audit", "verify", "--hash", "a72d4163e3c3");
    expect(ran).toMatchObject({ exitCode: 2, out: "" });
    expect(ran.err).toMatch(/"a72d4163e3c3" is no hash of a record: expected the 64 digits/);
  });
});

test("what keeps a change from the disk is said once, and is no fault of the program", async () => {
  const full = writtenBy(graph, async () => {
    throw new Unavailable("Nothing was written: the disk is full.", {}, { cause: new Error("os error 28") });
  });
  const record = ["record", "membership", ...membership, ...why];
  const quiet = await runOn(full, record);
  expect(quiet).toMatchObject({ exitCode: 2, err: "Nothing was written: the disk is full.\n" });
  const { err } = await runOn(full, record, { env: { LOG_LEVEL: "debug" } });
  expect(err).toMatch(/^Because of: Error: os error 28\n/);
  expect(err).not.toContain("our side");
});
