import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { type Instant, type IsoDate, parseDate, parseInstant } from "../../src/model/dates.ts";
import type { OrganisationKind } from "../../src/model/kinds.ts";
import type { GivenValue } from "../../src/model/reconciliation.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { extend } from "../../src/resolvers/reconciliation/extend.ts";
import { type PropertyId, propertyIds } from "../../src/resolvers/reconciliation/properties.ts";
import { type ReconciliationQuery, reconcile } from "../../src/resolvers/reconciliation/reconcile.ts";
import { reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { fact, member, organisation, outside, source } from "./small-graph.ts";
import { write } from "./writing.ts";

const life = (opened: string, closed: string | null = null) => ({
  opened: opened as IsoDate,
  closed: closed as IsoDate | null,
});
const pctLife = life("2006-10-01", "2013-03-31");
const surgery = (code: string, name: string, postcode: string | null) =>
  organisation("PRACTICE", code, { name, postcode, ...life("1990-01-01"), listSize: 5_000 });

const organisations = [
  organisation("SHA", "Q35", { name: "East of England", ...pctLife }),
  organisation("PCT", "5PP", { name: "Cambridgeshire PCT", ...pctLife }),
  organisation("PCT", "5PN", { name: "Peterborough PCT", ...pctLife }),
  organisation("PCT", "5JJ", { name: "Cambridgeshire PCT", ...life("2001-04-01", "2006-09-30") }),
  organisation("CONSORTIUM", "06H", { name: "NHS Cambridgeshire and Peterborough", ...life("2013-04-01") }),
  organisation("CONSORTIUM", "hunts-health", { name: "Hunts Health", ...life("2010-10-01", "2013-03-31") }),
  surgery("D81001", "The Surgery", "PE29 3RN"),
  surgery("D81002", "The Surgery", "PE1 1AA"),
  surgery("D81003", "The Surgery", null),
  surgery("D81004", "Priory Fields Surgery", "PE29 3RL"),
];
const facts = [
  member("D81001", "5PP"),
  member("D81002", "5PN"),
  member("D81004", "5PP"),
  member("D81001", "hunts-health", { from: "2011-04-01" }),
  outside("D81002", "5PN"),
  member("5PP", "Q35"),
  fact({ kind: "SUCCESSION", from: "5JJ", to: "5PP" }, { from: "2006-10-01" }),
];

const statements: string[] = [];
const contextOf = (graph: Graph) => {
  statements.length = 0;
  return createContext({
    graph,
    caller: reader,
    requestId: "test",
    defaultAsOf: parseDate("2011-04-01"),
    observe: ({ name }) => statements.push(name),
  });
};

interface Row {
  readonly kinds?: readonly OrganisationKind[];
  readonly asOf?: string;
  readonly limit?: number;
  readonly given?: Partial<Record<PropertyId, readonly GivenValue[]>>;
}

const query = (text: string | null, { kinds = [], asOf, limit = 10, given = {} }: Row = {}) =>
  ({
    text,
    kinds,
    limit,
    asOf: asOf ? parseDate(asOf) : null,
    given: new Map(Object.entries(given) as [PropertyId, readonly GivenValue[]][]),
  }) satisfies ReconciliationQuery;

describeOnEachEngine("Reconciliation", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, { sources: [source], organisations, facts });
  });

  /** Each candidate as its code and score, with an exclamation mark where it is a match. */
  const candidates = async (text: string | null, row?: Row): Promise<string[]> => {
    const [found = []] = await reconcile(contextOf(graph), [query(text, row)], {});
    return found.map(({ organisation: { code }, score, match }) => `${code} ${score}${match ? "!" : ""}`);
  };

  it.each<[string, string | null, Row, string[]]>([
    ["a name, whatever is said around it", "NHS Cambridgeshire", {}, ["5PP 100!"]],
    ["a code", "5pp", {}, ["5PP 100!"]],
    ["a slug", "HUNTS-HEALTH", { limit: 1 }, ["hunts-health 100!"]],
    ["what was there on the row's own day", "Cambridgeshire PCT", { asOf: "2005-01-01" }, ["5JJ 100!"]],
    ["what came after", "Cambridgeshire", { asOf: "2013-04-01" }, ["06H 66.7"]],
    ["part of a name, which is no match", "Priory", {}, ["D81004 50"]],
    ["only the kinds that are asked for", "Cambridgeshire", { kinds: ["SHA", "CONSORTIUM"] }, []],
    ["a short form of the whole name", "NHS Cambs", {}, ["5PP 100!"]],
    ["short forms as registers write them", "PRIORY FIELDS SURG.", { limit: 1 }, ["D81004 100!"]],
    ["a name that is misspelt, which is no match by itself", "Peterboruogh tPCT", {}, ["5PN 94.7"]],
    ["nothing where no word says anything", "NHS PCT", {}, []],
  ])("finds %s", async (_what, text, row, expected) => {
    expect(await candidates(text, row)).toEqual(expected);
  });

  it("takes none of several namesakes, until a property tells them apart", async () => {
    const namesakes = ["D81001 100", "D81002 100", "D81003 100"];
    expect((await candidates("The Surgery")).slice(0, 3)).toEqual(namesakes);
    const told: readonly NonNullable<Row["given"]>[] = [
      { pct: ["Peterborough"] },
      { pct: [{ id: "5PN" }] },
      { standing: ["OUTSIDE"] },
    ];
    for (const given of told) {
      const [first, ...others] = await candidates("The Surgery", { given });
      expect(first).toMatch(/^D81002 100/);
      expect(others.slice(0, 2).map((one) => Number(one.split(" ")[1]) < 100)).toEqual([true, true]);
    }
    expect((await candidates("The Surgery", { given: { standing: ["OUTSIDE"] } }))[0]).toBe("D81002 100!");
    // Of D81003 nobody knows the PCT, so that it may be the one.
    expect((await candidates("The Surgery", { given: { pct: ["5PN"] } }))[0]).toBe("D81002 100");
  });

  it("takes most of a name with its postcode, and nothing against which a property speaks", async () => {
    expect((await candidates("Priory Surgery", { given: { postcode: ["pe293rl"] } }))[0]).toBe("D81004 80!");
    expect((await candidates("Priory Surgery"))[0]).toBe("D81004 80");
    expect((await candidates("Priory Fields Surgery", { given: { postcode: ["AB1 2CD"] } }))[0]).toBe(
      "D81004 66.7",
    );
    expect((await candidates("5PP", { given: { sha: ["Q39"] } }))[0]).toBe("5PP 66.7");
  });

  it("takes a misspelt name with its postcode, and no namesake elsewhere", async () => {
    const misspelt = "Prioyr Feilds Surgery";
    expect((await candidates(misspelt, { given: { postcode: ["PE29 3RL"] } }))[0]).toBe("D81004 96.6!");
    expect((await candidates(misspelt))[0]).toBe("D81004 96.6");
    expect((await candidates(misspelt, { given: { postcode: ["PE29 3RN"] } })).join()).not.toContain("!");
  });

  it("finds by properties alone: a code is a match, a postcode only a candidate", async () => {
    expect(await candidates(null, { given: { code: ["d81001"] } })).toEqual(["D81001 100!"]);
    expect((await candidates(null, { given: { postcode: ["PE29 3RN"] } }))[0]).toBe("D81001 100");
    expect(await candidates(null, { given: { pct: ["5PP"] } })).toEqual([]);
  });

  it("compares a day, a number and a truth value as tools give them", async () => {
    const given = { opened: ["2006-10-01T00:00:00Z"], patients: [10_000], hasDelegatedBudget: [false] };
    expect((await candidates("Cambridgeshire PCT", { given }))[0]).toBe("5PP 100!");
    expect((await candidates("Cambridgeshire PCT", { given: { patients: [1] } }))[0]).toBe("5PP 66.7");
  });

  it("runs as many statements for fifty rows as for one", async () => {
    const given = { pct: ["5PP"], postcode: ["PE29 3RN"] };
    await reconcile(contextOf(graph), [query("Priory Fields Surgery", { given })], {});
    const forOne = [...statements];
    expect(forOne).toEqual(["text index", "search", "other names", "organisations by code", "Practice.pct"]);
    const rows = Array.from({ length: 50 }, (_, at) =>
      query(organisations[6 + (at % 4)]?.name ?? "", { given, limit: 1 + at }),
    );
    const found = await reconcile(contextOf(graph), rows, {});
    expect(found.every(([first]) => first !== undefined)).toBe(true);
    expect(statements).toEqual(forOne);
  });

  it("reads at the instant that is asked for", async () => {
    const before = { knownAt: parseInstant("2000-01-01T00:00:00Z") };
    expect(await reconcile(contextOf(graph), [query("Cambridgeshire PCT")], before)).toEqual([[]]);
  });

  it("fetches every property, each as of its day, with no statement for each organisation", async () => {
    const codes = ["5PP", "5PN", "D81001", "D81002", "Q35", "hunts-health"];
    const columns = propertyIds.map((id) => ({ id, clocks: {} }));
    await extend(contextOf(graph), codes, columns);
    const forSix = statements.length;
    await extend(contextOf(graph), [...codes, "D81003", "D81004", "5JJ"], columns);
    // Those whom others succeeded are among these themselves.
    expect(statements.length).toBeLessThanOrEqual(forSix);
    const on = async (id: PropertyId, code: string, asOf: string) => {
      const rows = await extend(contextOf(graph), [code], [{ id, clocks: { asOf: parseDate(asOf) } }]);
      return rows[0]?.[0];
    };
    expect(await on("consortium", "D81001", "2011-03-31")).toEqual([]);
    expect(await on("consortium", "D81001", "2011-04-01")).toMatchObject([
      { kind: "organisation", organisation: { code: "hunts-health" } },
    ]);
    expect(await on("standing", "D81002", "2011-04-01")).toEqual([{ kind: "text", text: "OUTSIDE" }]);
    expect(await on("patients", "5PP", "2011-04-01")).toEqual([{ kind: "count", count: 10_000 }]);
    expect(await on("closed", "5PP", "2011-04-01")).toEqual([{ kind: "day", day: "2013-03-31" }]);
    expect(await on("successors", "5JJ", "2005-04-01")).toMatchObject([{ organisation: { code: "5PP" } }]);
    expect(await on("standing", "5PP", "2011-04-01")).toEqual([]);
    expect(await on("name", "no code at all", "2011-04-01")).toEqual([]);
  });

  // The last, as a graph of its own takes the place of this one on Neo4j.
  it("takes a former name with its postcode, and before it whoever has that name now", async () => {
    const renamed = await engine.empty();
    const before = surgery("D81001", "Mill Street Surgery", "PE29 3RN");
    const elsewhere = surgery("D81002", "Old Mill Street Surgery", "PE1 1AA");
    await write(renamed, { sources: [source], organisations: [before, elsewhere] });
    const now = surgery("D81001", "Charles Hicks Centre", "PE29 3RN");
    await write(renamed, { redescribed: [now] }, "2011-02-01T00:00:00.000Z" as Instant);
    const asked = async (given: Row["given"] = {}) => {
      const [found = []] = await reconcile(contextOf(renamed), [query("Mill Street Surgery", { given })], {});
      return found.map(({ organisation: { code }, score, match }) => `${code} ${score}${match ? "!" : ""}`);
    };
    expect(await asked()).toEqual(["D81001 94.7", "D81002 85.7"]);
    expect(await asked({ postcode: ["PE29 3RN"] })).toEqual(["D81001 94.7!", "D81002 57.1"]);
    const namesake = surgery("D81003", "Mill Street Surgery", "PE29 3RN");
    await write(renamed, { organisations: [namesake] }, "2011-03-01T00:00:00.000Z" as Instant);
    expect((await asked({ postcode: ["PE29 3RN"] })).slice(0, 2)).toEqual(["D81003 100!", "D81001 94.7"]);
  });
});
