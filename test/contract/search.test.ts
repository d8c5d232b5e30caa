import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { importTables } from "../../src/import/tables/import-tables.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { KnownWords } from "../../src/resolvers/known-words.ts";
import { search } from "../../src/resolvers/search.ts";
import { author, reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { file, lines, rejectsFile } from "../import/ods-files.ts";
import { ask, tryAsk } from "./asking.ts";
import { organisation, recordedAt, source, write } from "./small-graph.ts";

const organisations = [
  organisation("PCT", "5PP", { name: "Cambridgeshire PCT" }),
  organisation("PCT", "5FL", { name: "Bath and North East Somerset PCT" }),
  organisation("PCT", "5QL", { name: "Somerset PCT" }),
  organisation("PCT", "TAV", { name: "Vale of Rye Care Trust Plus" }),
  organisation("CLUSTER", "rye-and-vale-cluster", { name: "Coast and Vale of Rye" }),
  organisation("CLUSTER", "cambridgeshire-and-peterborough-cluster", {
    name: "Cambridgeshire and Peterborough",
  }),
  organisation("CONSORTIUM", "hunts-health", { name: "Hunts Health", closed: "2013-03-31" as IsoDate }),
  organisation("SUPPORT_PROVIDER", "mills-and-reeve", { name: "Mills & Reeve" }),
  organisation("PRACTICE", "D81001", { name: "St John's Surgery", postcode: "PE29 3RN" }),
  organisation("PRACTICE", "D81002", { name: "Priory Fields Surgery", postcode: "PE29 3RL" }),
  organisation("PRACTICE", "D81003", { name: "The Surgery", postcode: "PE2 9RN" }),
  organisation("PRACTICE", "D81004", { name: "Hunts Road Health Centre", postcode: "CB23 1AA" }),
  organisation("PRACTICE", "D81005", { name: "FEN RD MED.CTR", postcode: "CB24 1AA" }),
];

/** What each text finds, the best first. Both engines have to agree with it, and so with each other. */
const table: readonly (readonly [text: string, codes: readonly string[]])[] = [
  ["5pp", ["5PP"]],
  ["HUNTS-HEALTH", ["hunts-health", "D81004"]],
  ["NHS Cambridgeshire", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["cambridgeshire primary care trust", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["Peterborough & Cambridgeshire", ["cambridgeshire-and-peterborough-cluster"]],
  ["north east somerset and bath", ["5FL"]],
  ["somerset", ["5QL", "5FL"]],
  ["Mills and Reeve", ["mills-and-reeve"]],
  ["health hunts", ["hunts-health", "D81004"]],
  ["PE29 3RN", ["D81001"]],
  ["pe293rn", ["D81001"]],
  ["PE29 3", ["D81001", "D81002"]],
  ["PE29", ["D81001", "D81002", "D81003"]],
  ["pe 29 3rn", ["D81001"]],
  ["PE 29", ["D81001", "D81002", "D81003"]],
  ["XX1 3RN", []],
  ["5 PP", ["5PP"]],
  ["5 P P", ["5PP"]],
  ["D81 001", ["D81001"]],
  ["PE2", ["D81003", "D81001", "D81002"]],
  ["st johns", ["D81001"]],
  ["surg", ["D81003", "D81001", "D81002"]],
  ["priory fields surgery in Huntingdon", ["D81002"]],
  ["D8100", ["D81001", "D81002", "D81003", "D81004", "D81005"]],
  ['hunts" OR code:*', ["hunts-health", "D81004"]],
  ["nowhere", []],
];

/** The same of names as people write them: misspelt, shortened, with words that others leave out. */
const asWritten: readonly (readonly [text: string, codes: readonly string[]])[] = [
  ["Cambridgshire", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["Cambridgeshiire", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["Cambirdgeshire PCT", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["Hunts Helth", ["hunts-health", "D81004"]],
  ["Somersat", ["5QL", "5FL"]],
  ["Mils and Reve", ["mills-and-reeve"]],
  ["Cambs tPCT", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["N.H.S. Camb's", ["5PP", "cambridgeshire-and-peterborough-cluster"]],
  ["Bath & NE Somerset", ["5FL"]],
  ["bath N.E. somerset", ["5FL"]],
  ["Saint John's Surgery", ["D81001"]],
  ["Saint Jonhs", ["D81001"]],
  ["Somerset Teaching Primary Care Trust", ["5QL", "5FL"]],
  ["Fen Road Medical Centre", ["D81005"]],
  ["fen rd med ctr", ["D81005"]],
  ["Fen Medical Ctre", ["D81005"]],
  ["Hunts Rd Hlth Ctr", ["D81004"]],
  ["St Johns Surg.", ["D81001"]],
  ["Priory Fields Medical Grp", ["D81002"]],
  // By the initials of a place, with its small words and without.
  ["BANES", ["5FL"]],
  ["B.N.E.S.", ["5FL"]],
  ["bnes PCT", ["5FL"]],
  ["VOR", ["TAV", "rye-and-vale-cluster"]],
  ["NHS VoR", ["TAV", "rye-and-vale-cluster"]],
  // Of practices there are too many.
  ["HRH", []],
  // The last letter is missing, or the kind of the body.
  ["Val of Ry", ["TAV", "rye-and-vale-cluster"]],
  ["Vale of Rye", ["TAV", "rye-and-vale-cluster"]],
  ["Vale of Rye Care Trust", ["TAV"]],
  // Two slips, a slip in a number, or in a short word: nothing to go by.
  ["Cmbridgshire", []],
  ["D82002", []],
  ["Rood", []],
];

const query = `query ($text: String!, $kinds: [OrganisationKind!], $first: Int, $asOf: Date, $knownAt: DateTime) {
  search(text: $text, kinds: $kinds, first: $first, asOf: $asOf, knownAt: $knownAt) { score organisation { code name kind } } }`;

async function codes(graph: Graph, variables: Record<string, unknown>): Promise<string[]> {
  const { search } = await ask(graph, query, variables);
  return search.map((hit: { organisation: { code: string } }) => hit.organisation.code);
}

describeOnEachEngine("Search", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, { sources: [source], organisations });
  });

  it.each(asWritten)("finds what is written as %j", async (text, expected) => {
    expect(await codes(graph, { text })).toEqual(expected);
  });

  it("reads the known words once a revision, and only where a word is found nowhere", async () => {
    const knownWords = new KnownWords();
    const statements: string[] = [];
    const asked = (text: string, revision: number) =>
      search(
        createContext({
          ...{ graph, caller: reader, requestId: "test", defaultAsOf: "2011-04-01" as IsoDate },
          ...{ revision, knownWords, observe: ({ name }) => statements.push(name) },
        }),
        { text },
      );
    const read = () => statements.filter((name) => name === "names").length;
    await asked("hunts health", 1);
    expect(read()).toBe(0);
    await Promise.all(["Hunts Helth", "Cambridgshire"].map((text) => asked(text, 1)));
    await asked("Somersat", 1);
    expect(read()).toBe(1);
    await asked("Somersat", 2);
    expect(read()).toBe(2);
  });

  it.each(table)("finds by %j what fits, the best first", async (text, expected) => {
    expect(await codes(graph, { text })).toEqual(expected);
  });

  it("scores a code above a postcode above an outcode above a name", async () => {
    const score = async (text: string) => (await ask(graph, query, { text })).search[0].score;
    expect(await score("d81001")).toBe(1);
    expect(await score("pe29 3rn")).toBe(0.95);
    expect(await score("pe29")).toBe(0.9);
    expect(await score("pe29 3r")).toBe(0.85);
    expect(await score("hunts health")).toBe(0.8);
  });

  it("answers only the kinds asked for, and as many as asked for", async () => {
    expect(await codes(graph, { text: "hunts health", kinds: ["PRACTICE"] })).toEqual(["D81004"]);
    expect(await codes(graph, { text: "somerset", kinds: ["PCT", "CLUSTER"], first: 1 })).toEqual(["5QL"]);
    expect(await codes(graph, { text: "mills", kinds: ["SUPPORT_PROVIDER"] })).toEqual(["mills-and-reeve"]);
  });

  it("leaves out what does not exist on the as-of date", async () => {
    expect(await codes(graph, { text: "hunts health", asOf: "2013-04-01" })).toEqual(["D81004"]);
  });

  it("finds on any day what does not exist on the as-of date, where that is asked for", async () => {
    const found = await ask(
      graph,
      `{ search(text: "hunts helth", asOf: "2013-04-01", anyDay: true, first: 1) { organisation { code closed } } }`,
    );
    expect(found.search).toEqual([{ organisation: { code: "hunts-health", closed: "2013-03-31" } }]);
  });

  it("runs three statements, however many it finds", async () => {
    const statements: string[] = [];
    await ask(graph, query, { text: "surgery" }, statements);
    expect(statements).toEqual(["text index", "search", "organisations by code"]);
  });

  it.each([
    ["", /holds nothing to search for/],
    ["  NHS & PCT, ", /holds nothing to search for/],
    ["x".repeat(201), /201 characters are too many/],
  ])("refuses %j", async (text, message) => {
    const { errors } = await tryAsk(graph, query, { text });
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.originalError).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  it("refuses a number of hits out of range", async () => {
    for (const first of [-1, 101]) {
      const { errors } = await tryAsk(graph, query, { text: "hunts", first });
      expect(errors?.[0]?.message).toMatch(/expected 0 to 100/);
    }
  });
});

describeOnEachEngine("Search after a correction", (engine) => {
  const before = "2011-03-01T00:00:00.000Z";

  it("finds a former name, a former postcode at an earlier knownAt only, and the new ones since", async () => {
    const graph = await engine.empty();
    const former = organisation("PRACTICE", "D81001", { name: "Mill Street", postcode: "PE29 3RN" });
    await write(graph, { sources: [source], organisations: [former] });
    const corrected = {
      ...former,
      code: "D81001" as Code,
      name: "Charles Hicks Centre",
      postcode: "CB23 1AA",
    };
    await write(graph, { redescribed: [corrected] }, "2011-06-01T00:00:00.000Z" as Instant);
    await write(graph, { redescribed: [corrected] }, "2011-07-01T00:00:00.000Z" as Instant);
    expect(await codes(graph, { text: "mil street" })).toEqual(["D81001"]);
    expect(await codes(graph, { text: "mill street" })).toEqual(["D81001"]);
    for (const text of ["pe29", "pe29 3rn"]) expect(await codes(graph, { text })).toEqual([]);
    for (const text of ["mill street", "pe29", "pe29 3rn"]) {
      expect(await codes(graph, { text, knownAt: before })).toEqual(["D81001"]);
    }
    for (const text of ["hicks", "cb23"]) {
      expect(await codes(graph, { text })).toEqual(["D81001"]);
      expect(await codes(graph, { text, knownAt: before })).toEqual([]);
    }
    expect(await codes(graph, { text: "D81001", knownAt: "2010-12-31T00:00:00.000Z" })).toEqual([]);
  });

  it("finds nothing of a write that was undone", async () => {
    const graph = await engine.empty();
    const undone = graph.write(async (transaction) => {
      await record(transaction, { sources: [source], organisations }, recordedAt, author);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow();
    expect(await codes(graph, { text: "hunts health" })).toEqual([]);
  });
});

describeOnEachEngine("Search by names of other days", (engine) => {
  const surgery = (code: string, name: string) =>
    organisation("PRACTICE", code, { name, opened: "2000-01-01" as IsoDate });
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    const organisations = [
      surgery("D81001", "Mill Street Surgery"),
      surgery("D81002", "Mill Street Surgery and Health Centre"),
      surgery("D81003", "Priory Fields"),
      surgery("D81004", "Mill Street and Bridge Street Surgery"),
      surgery("D81005", "Cambs Street Surgery"),
    ];
    await write(graph, { sources: [source], organisations });
    await write(graph, { redescribed: [surgery("D81003", "Priory Lane")] }, corrected);
    const renamed = [
      "PRACTICE,D81001,Charles Hicks Centre,2000-01-01,TEST,CONFIRMED",
      "PRACTICE,D81004,Bridge House,2000-01-01,TEST,CONFIRMED",
      "PRACTICE,D81005,Fen Road,2000-01-01,TEST,CONFIRMED",
    ];
    const files = [file("renamed.csv", lines("kind,code,name,opened,source,confidence", ...renamed))];
    expect((await importTables(graph, { files, published: "2018-06", rejectsFile })).outcome).toBe("written");
  });
  const corrected = "2011-06-01T12:00:00.000Z" as Instant;

  const hits = async (text: string, asOf: string) => {
    const { search } = await ask(
      graph,
      `query ($text: String!, $asOf: Date) { search(text: $text, asOf: $asOf) {
        score otherName { name validFrom validTo knownTo } organisation { code } } }`,
      { text, asOf },
    );
    return search as { score: number; otherName: unknown; organisation: { code: string } }[];
  };

  it.each<[text: string, asOf: string, codes: readonly string[]]>([
    // All of it is the former name of one, and part of the present name of another.
    ["Mill Street Surgery", "2019-01-01", ["D81001", "D81002", "D81004"]],
    ["mill street", "2019-01-01", ["D81002", "D81001", "D81004"]],
    ["Mill Street Surgery", "2016-01-01", ["D81001", "D81004", "D81002"]],
    ["Mill Street Surgery and Health Centre", "2019-01-01", ["D81002"]],
    // Later names, too.
    ["Charles Hicks Centre", "2016-01-01", ["D81001"]],
    ["centre", "2016-01-01", ["D81002", "D81001"]],
    ["Cambridgeshire Street", "2019-01-01", ["D81005"]],
    ["street", "2019-01-01", ["D81002", "D81004", "D81001", "D81005"]],
    ["priory", "2019-01-01", ["D81003"]],
    ["fields", "2019-01-01", ["D81003"]],
  ])("finds by %j on %s what was called so, behind what is", async (text, asOf, expected) => {
    const found = await hits(text, asOf);
    expect(found.map(({ organisation: { code } }) => code)).toEqual(expected);
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("says until when, or from when, it was known so", async () => {
    const [before, present, part] = await hits("Mill Street Surgery", "2019-01-01");
    const name = "Mill Street Surgery";
    expect(before).toMatchObject({
      score: 0.79,
      otherName: { name, validFrom: "2000-01-01", validTo: "2018-05-31", knownTo: null },
    });
    expect(present?.otherName).toBeNull();
    expect(part?.otherName).toMatchObject({ name: "Mill Street and Bridge Street Surgery" });
    const [later] = await hits("hicks", "2016-01-01");
    expect(later?.otherName).toMatchObject({
      name: "Charles Hicks Centre",
      validFrom: "2018-06-01",
      validTo: null,
    });
    const [mistaken] = await hits("fields", "2019-01-01");
    expect(mistaken?.otherName).toEqual({
      name: "Priory Fields",
      validFrom: null,
      validTo: null,
      knownTo: corrected,
    });
  });

  it("learns names of other days once a revision, and reads only those that may have all words", async () => {
    const knownWords = new KnownWords();
    const asked = async (text: string, revision: number) => {
      const statements: string[] = [];
      const context = createContext({
        ...{ graph, caller: reader, requestId: "test", defaultAsOf: "2019-01-01" as IsoDate },
        ...{ revision, knownWords, observe: ({ name }) => statements.push(name) },
      });
      await search(context, { text });
      return statements;
    };
    const [found, named] = [["text index", "search"], ["organisations by code"]];
    expect(await asked("mill street", 98)).toEqual([
      ...found,
      "other names",
      "former names by code",
      ...named,
    ]);
    expect(await asked("mill street", 98)).toEqual([...found, "former names by code", ...named]);
    expect(await asked("health centre", 98)).toEqual([...found, ...named]);
    expect(await asked("mill street", 99)).toContain("other names");
  });
});

describeOnEachEngine("Search of the demonstration graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  describe("on 2011-04-01", () => {
    it.each([
      ["nhs cambridgeshire", "5PP"],
      ["Sussex cluster", "sussex-cluster"],
      ["south central", "Q38"],
      ["mills & reeve", "mills-and-reeve"],
      ["x000123", "X000123"],
      ["east bath somerset north", "5FL"],
      ["hunts heal", "hunts-health"],
      ["Cambridgshire", "5PP"],
      ["Cambs PCT", "5PP"],
      ["N.H.S. Camb's", "5PP"],
      ["Hunts Helth", "hunts-health"],
      ["NE Essex PCT", "5PW"],
      ["NHS Bolton", "5HQ"],
      ["bassetlow", "5ET"],
      ["IOW", "5QT"],
      ["IoW PCT", "5QT"],
      ["BANES", "5FL"],
      ["NE Lincs", "TAN"],
      ["Solihul", "TAM"],
      ["Solihull", "TAM"],
      ["E Riding Yorks", "5NW"],
    ])("finds by %j first %s", async (text, code) => {
      expect((await codes(graph, { text }))[0]).toBe(code);
    });
  });

  it("finds every practice of an outcode by it", async () => {
    const outcode = "QX12";
    const { practices } = await ask(
      graph,
      `{ practices(where: {postcode: {startsWith: "${outcode} "}}) { nodes { code } } }`,
    );
    expect(practices.nodes.length).toBeGreaterThan(5);
    const found = await codes(graph, { text: outcode, first: 100 });
    const inside: string[] = practices.nodes.map(({ code }: { code: string }) => code);
    expect(found.slice(0, inside.length)).toEqual(inside);
  });
});
