import { beforeEach, expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { curator } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, curate, tryAsk } from "./asking.ts";
import { change, membership, smallGraph } from "./curated-graph.ts";

type Answer = Awaited<ReturnType<typeof curate>>;

const countOf = (answers: Answer[], name: string) =>
  answers.filter(({ __typename }) => __typename === name).length;

/** A registration for each of some codes. */
const registration = (code: string) => ({
  ...change,
  kind: "PRACTICE",
  code,
  name: code,
  opened: "2000-01-01",
});
const codes = Array.from({ length: 50 }, (_, index) => `B8${1000 + index}`);

describeOnEachEngine("Curators at once", (engine) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await smallGraph(engine);
  });

  it("each write what they wrote, once", async () => {
    await Promise.all(codes.map((code) => curate(graph, "registerOrganisation", registration(code))));
    const answers: Answer[] = await Promise.all(
      codes.map((member) => curate(graph, "recordMembership", { ...membership, member })),
    );
    expect(countOf(answers, "FactRecorded")).toBe(50);
    expect(new Set(answers.map(({ revision }) => revision))).toEqual(
      new Set(Array.from({ length: 50 }, (_, index) => 52 + index)),
    );
    expect(await verifyLog(graph)).toMatchObject({ records: 101, facts: 52, problems: [] });
  });

  it("record the same fact once, and the others are told that it is there", async () => {
    const answers: Answer[] = await Promise.all(
      codes.map(() => curate(graph, "recordMembership", membership)),
    );
    expect([countOf(answers, "FactRecorded"), countOf(answers, "InvalidInput")]).toEqual([1, 49]);
    expect(await verifyLog(graph)).toMatchObject({ records: 2, facts: 3, problems: [] });
  });

  it("who read one revision change one thing once, and the others are told of the conflict", async () => {
    const input = { ...membership, expectedRevision: 1 };
    const answers: Answer[] = await Promise.all(
      codes.map((_, index) => curate(graph, "recordMembership", { ...input, note: `Writer ${index}` })),
    );
    expect([countOf(answers, "FactRecorded"), countOf(answers, "RevisionConflict")]).toEqual([1, 49]);
    const conflicts = answers.filter(({ __typename }) => __typename === "RevisionConflict");
    for (const { revision, since } of conflicts) {
      expect([revision, since]).toEqual([2, [{ sequence: 2, action: "RECORD" }]]);
    }
    expect(await verifyLog(graph)).toMatchObject({ records: 2, problems: [] });
  });

  it("with one idempotency key write once, and all are answered the same", async () => {
    const input = { ...membership, idempotencyKey: "5d0c" };
    const answers: Answer[] = await Promise.all(codes.map(() => curate(graph, "recordMembership", input)));
    expect(new Set(answers.map(({ fact, revision }) => `${fact.factId} ${revision}`)).size).toBe(1);
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(49);
    expect(await verifyLog(graph)).toMatchObject({ records: 2, facts: 3, problems: [] });
  });
});

describeOnEachEngine("A curator who asks again", (engine) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await smallGraph(engine);
  });

  it("with a key that came with another input, or from somebody else, is told so or served anew", async () => {
    const input = { ...membership, idempotencyKey: "one" };
    const { fact } = await curate(graph, "recordMembership", input);
    expect(await curate(graph, "recordMembership", { ...input, note: "Another" })).toMatchObject({
      __typename: "IdempotencyKeyReused",
      auditRecord: { sequence: 2 },
      message: expect.stringMatching(/"one" stands for another change, of revision 2: expected a new key/),
    });
    expect(
      await curate(graph, "retractFact", { ...change, factId: fact.factId, idempotencyKey: "one" }),
    ).toMatchObject({
      __typename: "IdempotencyKeyReused",
    });
    const somebodyElse = { ...curator, name: "somebody else" };
    expect(await curate(graph, "recordMembership", input, [], somebodyElse)).toMatchObject({
      __typename: "InvalidInput",
    });
  });

  it("is answered as the first time, also where the fact was retracted since", async () => {
    const input = { ...membership, idempotencyKey: "one" };
    const first = await curate(graph, "recordMembership", input);
    await curate(graph, "retractFact", { ...change, factId: first.fact.factId });
    expect(await curate(graph, "recordMembership", input)).toEqual({ ...first, repeated: true });
    const retraction = { ...change, factId: first.fact.factId, reason: "Again." };
    expect(await curate(graph, "retractFact", retraction)).toMatchObject({ __typename: "InvalidInput" });
  });

  it("is not in the way of who changes something else", async () => {
    await curate(graph, "recordMembership", membership);
    const elsewhere = {
      ...change,
      pct: "5PN",
      position: "DEVELOPING",
      financialYear: "2011/12",
      validFrom: "2011-03-01",
      validTo: "2013-03-31",
    };
    expect(await curate(graph, "recordReport", { ...elsewhere, expectedRevision: 1 })).toMatchObject({
      __typename: "FactRecorded",
    });
    const touched = {
      ...membership,
      validTo: "2012-01-01",
      source: { code: "B", title: "B", publisher: "B", published: "2011" },
    };
    expect(await curate(graph, "recordMembership", { ...touched, expectedRevision: 1 })).toMatchObject({
      __typename: "RevisionConflict",
      message: expect.stringMatching(
        /changed after revision 1: expected a look at "since", .* expectedRevision 3\./,
      ),
      since: [{ sequence: 2, action: "RECORD" }],
    });
    expect(await curate(graph, "recordMembership", { ...touched, expectedRevision: 2 })).toMatchObject({
      __typename: "FactRecorded",
    });
  });

  it("runs a fixed number of statements, whatever is written and however large the graph", async () => {
    const one: string[] = [];
    const many: string[] = [];
    const claim = { group: "hunts-health", status: "SHADOW", validFrom: "2011-04-01" };
    await curate(
      graph,
      "recordFacts",
      { ...change, facts: [{ membership: { ...claim, member: "A81001" } }] },
      one,
    );
    for (const code of codes) await curate(graph, "registerOrganisation", registration(code));
    const facts = codes.map((member) => ({ membership: { ...claim, member } }));
    await curate(graph, "recordFacts", { ...change, facts, idempotencyKey: "k", expectedRevision: 52 }, many);
    expect(one).toHaveLength(7);
    expect(
      many.filter((name) => !["audit record by idempotency key", "audit records since"].includes(name)),
    ).toEqual(one);
    const ended: string[] = [];
    await curate(
      graph,
      "closeOrganisation",
      { ...change, code: "hunts-health", closed: "2012-12-31", endFacts: true },
      ended,
    );
    expect(ended).toEqual([
      "lock log",
      "organisations now",
      "facts about organisations now",
      "sources by code",
      "lock log",
      "held descriptions",
      "redescribe organisations",
      "retract MEMBER_OF",
      "record MEMBER_OF",
      "find also by",
      "append audit record",
      "organisations by code",
    ]);
  });

  it("reads the state after each mutation of one request", async () => {
    const source = `mutation($a: RegisterOrganisationInput!, $b: CloseOrganisationInput!) {
      a: registerOrganisation(input: $a) { ... on OrganisationRegistered { revision organisation { closed } } }
      b: closeOrganisation(input: $b) { ... on OrganisationClosed { revision organisation { closed } auditRecord { before { organisations { closed } } after { organisations { closed name } facts { factId } } sources { code } } } } }`;
    const b = { ...change, code: "B81000", closed: "2012-03-31" };
    const { data, errors } = await tryAsk(graph, source, { a: registration("B81000"), b }, [], curator);
    expect([errors, JSON.parse(JSON.stringify(data))]).toEqual([
      undefined,
      {
        a: { revision: 2, organisation: { closed: null } },
        b: {
          revision: 3,
          organisation: { closed: "2012-03-31" },
          auditRecord: {
            before: { organisations: [{ closed: null }] },
            after: { organisations: [{ closed: "2012-03-31", name: "B81000" }], facts: [] },
            sources: [{ code: "TEST" }],
          },
        },
      },
    ]);
  });
});

describeOnEachEngine("The audit log over GraphQL", (engine) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await smallGraph(engine);
    await curate(graph, "recordMembership", membership);
    await curate(graph, "registerOrganisation", registration("B81000"));
  });

  const log = async (args: string) => {
    const source = `{ auditLog${args} { pageInfo { hasNextPage endCursor } nodes { sequence } edges { cursor node { sequence at recordedAt previousHash hash digest } } } }`;
    const { data, errors } = await tryAsk(graph, source, {}, [], curator);
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data)).auditLog;
  };
  const sequences = async (args: string) =>
    (await log(args)).nodes.map(({ sequence }: { sequence: number }) => sequence);

  it("is the latest change first, a page at a time", async () => {
    const { pageInfo, edges } = await log("(first: 2)");
    expect([edges[0].node.sequence, edges[0].node.previousHash, pageInfo.hasNextPage]).toEqual([
      3,
      edges[1].node.hash,
      true,
    ]);
    expect(await sequences(`(first: 2, after: "${pageInfo.endCursor}")`)).toEqual([1]);
  });

  it("is filtered by revision, organisation, author and action", async () => {
    expect(await sequences("(sinceRevision: 1)")).toEqual([3, 2]);
    expect(await sequences('(organisation: "hunts-health")')).toEqual([2, 1]);
    expect(await sequences('(who: "curator", action: REGISTER)')).toEqual([3]);
    expect(await sequences('(who: "nobody")')).toEqual([]);
    await expect(log("(sinceRevision: -1)")).rejects.toThrow(/sinceRevision: -1 is no revision/);
  });

  it("leaves out what a change too large wrote", async () => {
    const facts = Array.from({ length: 501 }, (_, index) => ({
      membership: {
        member: "A81002",
        group: "hunts-health",
        status: "SHADOW",
        validFrom: "2011-04-01",
        validTo: "2011-04-01",
        note: String(index),
      },
    }));
    const input = {
      ...change,
      facts: facts.map((fact, at) => ({ membership: { ...fact.membership, ...dayAfter(at) } })),
    };
    expect(await curate(graph, "recordFacts", input)).toMatchObject({
      __typename: "FactsRecorded",
      count: 501,
    });
    const question =
      "{ auditLog(first: 1) { nodes { counts { sources organisations redescribed facts retracted } before { facts { factId } } after { facts { factId } } } } }";
    const { data } = await tryAsk(graph, question, {}, [], curator);
    expect(JSON.parse(JSON.stringify(data)).auditLog.nodes).toEqual([
      {
        counts: { sources: 0, organisations: 0, redescribed: 0, facts: 501, retracted: 0 },
        before: null,
        after: null,
      },
    ]);
    expect((await verifyLog(graph)).problems).toEqual([]);
    const late = { ...membership, member: "A81001", validTo: "2012-01-01", expectedRevision: 3 };
    expect(await curate(graph, "recordMembership", late)).toMatchObject({ __typename: "RevisionConflict" });
    expect(await ask(graph, "{ dataset { revision } }")).toEqual({ dataset: { revision: 4 } });
  });
});

function dayAfter(days: number) {
  const day = new Date(Date.UTC(2011, 3, 1 + days)).toISOString().slice(0, 10);
  return { validFrom: day, validTo: day };
}
