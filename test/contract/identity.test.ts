import { graphql } from "graphql";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { datasetProperties } from "../../src/graph/statements/dataset.ts";
import { type Instant, parseDate } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { schema } from "../../src/schema/schema.ts";
import { curator } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { change } from "./curated-graph.ts";
import { fact, member, organisation, source, write } from "./small-graph.ts";

const early = "2011-02-01T00:00:00.000Z" as Instant;
const late = "2011-05-01T00:00:00.000Z" as Instant;
const report = fact(
  {
    ...({ kind: "REPORT", from: "5PP", financialYear: "2010/11", position: "DEVELOPING" } as const),
    ...{ amountGbp: null, shareOfBudget: null },
  },
  { from: "2011-03-01" },
);

describeOnEachEngine("The id of an organisation", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    const organisations = [organisation("PCT", "5PP"), organisation("PRACTICE", "A81001")];
    const facts = [report, member("A81001", "5PP")];
    await write(graph, { sources: [source], organisations, facts }, early);
    await write(graph, { redescribed: [organisation("PCT", "5PP", { name: "Renamed PCT" })] }, late);
  });

  /** Asks as a server does, which knows the state of the graph. */
  async function answer(query: string, variables: Record<string, unknown> = {}, graphId?: string) {
    const [dataset] = await graph.read(datasetProperties, {});
    if (!dataset) throw new Error("There is no graph");
    const contextValue = createContext({
      ...{ graph, caller: curator, requestId: "test", defaultAsOf: parseDate("2011-04-01") },
      ...{ now: dataset.recordedAt ?? undefined, revision: dataset.revision },
      graphId: graphId ?? dataset.graphId,
    });
    const { data, errors } = await graphql({
      schema,
      source: query,
      variableValues: variables,
      contextValue,
    });
    return { data: JSON.parse(JSON.stringify(data)), messages: errors?.map(({ message }) => message) ?? [] };
  }

  const views = `{
    day: pct(code: "5PP") { ...View }
    sameDay: pct(code: "5PP", asOf: "2011-04-01") { ...View }
    otherDay: pct(code: "5PP", asOf: "2010-07-01") { ...View }
    known: pct(code: "5PP", knownAt: "2011-03-15T00:00:00Z") { ...View }
    knownNow: pct(code: "5PP", knownAt: "${late}") { ...View }
    revision: pct(code: "5PP", atRevision: 1) { ...View }
    revisionNow: pct(code: "5PP", atRevision: 2) { ...View }
    below: practice(code: "A81001", asOf: "2010-07-01") { pct { ...View } }
  }
  fragment View on PCT { id code asOf knownAt name position practices { nodes { id asOf knownAt } } }`;

  it("names the view: another for each day, instant and revision that was given, the same for the same", async () => {
    const { data } = await answer(views);
    const { day, sameDay, otherDay, below, ...others } = data;
    expect(sameDay.id).toBe(day.id);
    expect(below.pct).toEqual(otherDay);
    const ids = [day, otherDay, ...Object.values<{ id: string }>(others)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([day.position, otherDay.position, others.known.position]).toEqual([
      "DEVELOPING",
      "NOT_REPORTED",
      "DEVELOPING",
    ]);
    expect([day.name, others.known.name, others.revision.name]).toEqual(["Renamed PCT", "5PP", "5PP"]);
    expect([day.knownAt, others.known.knownAt]).toEqual([null, "2011-03-15T00:00:00.000Z"]);
  });

  it("is all that node and nodes need to answer the same view, with what lies below it", async () => {
    const { data } = await answer(views);
    const asked = Object.values<{ id: string; pct?: { id: string } }>(data).map((view) => view.pct ?? view);
    const fields =
      "... on PCT { id code asOf knownAt name position practices { nodes { id asOf knownAt } } }";
    const { data: again } = await answer(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fields} } }`, {
      ids: asked.map(({ id }) => id),
    });
    expect(again.nodes).toEqual(asked);
    for (const view of asked) {
      const { data: one } = await answer(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id: view.id });
      expect(one.node).toEqual(view);
    }
  });

  it("is of its graph: that of another is refused with a sentence, and null beside others", async () => {
    const { data } = await answer('{ dataset { graphId } pct(code: "5PP") { id } }');
    expect(data.dataset.graphId).toMatch(/^[0-9a-f]{12}$/);
    const ask = "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }";
    const elsewhere = await answer(ask, { id: data.pct.id, ids: [data.pct.id] }, "0123456789ab");
    expect(elsewhere.data).toEqual({ node: null, nodes: [null] });
    expect(elsewhere.messages).toEqual([
      expect.stringMatching(new RegExp(`another graph \\(${data.dataset.graphId}\\).*0123456789ab.*"5PP"`)),
    ]);
  });

  it("of a revision that the graph has not had yet is refused, and null beside others", async () => {
    const text = Buffer.from("/2011-04-01//99/5PP").toString("base64url");
    const { data, messages } = await answer(
      "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }",
      {
        id: text,
      },
    );
    expect([data, messages]).toEqual([
      { node: null, nodes: [null] },
      [expect.stringContaining("99 is no revision")],
    ]);
  });

  it("is read at no more than a hundred different days at once", async () => {
    const ids = (days: number) =>
      Array.from({ length: 2 * days }, (_, index) => {
        const day = new Date(Date.UTC(2010, 6, 1 + (index % days))).toISOString().slice(0, 10);
        return Buffer.from(`/${day}///5PP`).toString("base64url");
      });
    const ask = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    expect((await answer(ask, { ids: ids(100) })).data.nodes).toHaveLength(200);
    const { data, messages } = await answer(ask, { ids: ids(101) });
    expect([data.nodes, messages]).toEqual([null, [expect.stringMatching(/101 different days.*100/)]]);
  });

  it("of what a change touched is that of questions about its day; of a change before others it is another", async () => {
    const record = (practice: string) =>
      answer(
        `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) {
        ... on FactRecorded { revision fact { ... on Membership { member { id } } }
          organisations { id code } then: organisations(asOf: "2010-07-01") { id ... on Practice { pct { code } } }
          auditRecord { after { facts { ... on Membership { member { id } } } } } }
        ... on Refused { message } } }`,
        {
          input: {
            ...{ ...change, source: { code: source.code }, idempotencyKey: practice },
            ...{
              member: practice,
              group: "5PP",
              status: "SHADOW",
              validFrom: "2009-01-01",
              validTo: "2009-12-31",
            },
          },
        },
      );
    const now = async () =>
      (
        await answer(
          `{ day: practice(code: "A81001") { id } then: practice(code: "A81001", asOf: "2010-07-01") { id } }`,
        )
      ).data;
    const { data } = await record("A81001");
    const { fact: recorded, organisations, then, auditRecord } = data.recordMembership;
    const { day, then: thatDay } = await now();
    expect(organisations.map(({ code }: { code: string }) => code).sort()).toEqual(["5PP", "A81001"]);
    expect(organisations).toContainEqual({ ...day, code: "A81001" });
    expect(then).toContainEqual({ ...thatDay, pct: { code: "5PP" } });
    expect(recorded.member.id).toBe(day.id);
    const asItWas = auditRecord.after.facts[0].member.id;
    expect(asItWas).not.toBe(day.id);
    await write(graph, { redescribed: [organisation("PRACTICE", "A81001", { name: "Renamed" })] });
    const again = (await record("A81001")).data.recordMembership;
    expect(again.fact.member.id).toBe(asItWas);
    expect(again.organisations).toContainEqual({ ...(await now()).day, code: "A81001" });
  });
});
