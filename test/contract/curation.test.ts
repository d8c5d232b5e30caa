import { beforeAll, beforeEach, expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { Forbidden } from "../../src/model/errors.ts";
import { reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, curate, tryAsk } from "./asking.ts";
import { change, membership, smallGraph } from "./curated-graph.ts";

const dayAway = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [today, tomorrow] = [dayAway(0), dayAway(1)];
const newSource = { code: "NEW", title: "New", publisher: "Us", published: "2011-05" };

const problemsIn = ({ __typename, problems }: Awaited<ReturnType<typeof curate>>) => {
  expect(__typename).toBe("InvalidInput");
  return problems.map(({ message }: { message: string }) => message);
};

const consortiumOf = async (graph: Graph, knownAt?: string) => {
  const question = `query($knownAt: DateTime) { organisation(code: "A81001", asOf: "2011-06-01", knownAt: $knownAt) { ... on Practice { standing consortium { code } } } }`;
  return (await ask(graph, question, { knownAt })).organisation;
};

describeOnEachEngine("A mutation records", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await smallGraph(engine);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ["recordMembership", "MEMBERSHIP", membership],
    [
      "recordOutside",
      "OUTSIDE",
      {
        ...change,
        practice: "A81001",
        pct: "5PP",
        outsideReason: "UNDECIDED",
        validFrom: "2010-01-01",
        validTo: "2011-03-31",
      },
    ],
    [
      "recordDelegation",
      "DELEGATION",
      {
        ...change,
        delegator: "5PP",
        recipient: "hunts-health",
        financialYear: "2011/12",
        stage: "IN_FORCE",
        amountGbp: 1_000_000,
        shareOfBudget: 0.1,
        scope: "Prescribing",
        validFrom: "2011-04-01",
        validTo: "2012-03-31",
      },
    ],
    [
      "recordSupport",
      "SUPPORT",
      {
        ...change,
        provider: "a-firm",
        recipient: "hunts-health",
        services: ["Analysis"],
        model: "CONTRACT",
        valueGbp: 5_000,
      },
    ],
    [
      "recordSuccession",
      "SUCCESSION",
      { ...change, predecessor: "5PP", successor: "hunts-health", validFrom: "2013-04-01" },
    ],
    [
      "recordReport",
      "REPORT",
      {
        ...change,
        pct: "5PP",
        position: "DEVELOPING",
        financialYear: "2011/12",
        validFrom: "2011-03-01",
        validTo: "2013-03-31",
      },
    ],
    [
      "recordBudget",
      "BUDGET",
      {
        ...change,
        organisation: "5PP",
        financialYear: "2011/12",
        amountGbp: 900_000_000,
        validFrom: "2011-04-01",
        validTo: "2012-03-31",
      },
    ],
  ])("with %s a fact of the kind %s", async (mutation, kind, input) => {
    const statements: string[] = [];
    const recorded = await curate(
      graph,
      mutation,
      { ...input, assertedBy: "5PP", assertedByName: " Its chair ", note: "By letter." },
      statements,
    );
    expect(recorded).toMatchObject({
      __typename: "FactRecorded",
      repeated: false,
      fact: {
        kind,
        confidence: "REPORTED",
        note: "By letter.",
        source: { code: "TEST" },
        assertedBy: { code: "5PP", name: "Its chair" },
        retractedAt: null,
      },
      auditRecord: {
        action: "RECORD",
        who: "curator",
        reason: change.reason,
        requestId: "test",
        assertedBy: "5PP",
        counts: { facts: 1 },
      },
    });
    expect(statements.slice(0, 7)).toEqual([
      "lock log",
      "organisations now",
      "facts from organisations now",
      "sources by code",
      "lock log",
      expect.stringMatching(/^record [A-Z_]+$/),
      "append audit record",
    ]);
  });

  it("all of which the audit log accounts for", async () => {
    expect((await verifyLog(graph)).problems).toEqual([]);
  });
});

describeOnEachEngine("A curator", (engine) => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await smallGraph(engine);
  });

  it("records, retracts, and an earlier knownAt still shows the earlier belief", async () => {
    const recorded = await curate(graph, "recordMembership", membership);
    expect(await consortiumOf(graph)).toEqual({ standing: "MEMBER", consortium: { code: "hunts-health" } });
    const { factId } = recorded.fact;
    const retracted = await curate(graph, "retractFact", { ...change, factId });
    expect(retracted).toMatchObject({
      __typename: "FactRetracted",
      fact: { factId, retractedAt: retracted.recordedAt },
      auditRecord: { action: "RETRACT", counts: { facts: 0, retracted: 1 } },
    });
    expect(await consortiumOf(graph)).toEqual({ standing: "UNCLEAR", consortium: null });
    expect(await consortiumOf(graph, recorded.recordedAt)).toMatchObject({ standing: "MEMBER" });
    expect((await verifyLog(graph)).problems).toEqual([]);
    const again = await curate(graph, "retractFact", { ...change, factId });
    expect(problemsIn(again)).toEqual([
      `input.factId: ${factId} was retracted already, at ${retracted.recordedAt}: expected a fact that the graph still believes.`,
    ]);
  });

  it("ends a fact, which leaves the open one as what was believed before", async () => {
    const { fact: open } = await curate(graph, "recordMembership", membership);
    const ended = await curate(graph, "endFact", { ...change, factId: open.factId, validTo: "2011-05-31" });
    expect(ended).toMatchObject({
      __typename: "FactEnded",
      fact: { validFrom: "2011-04-01", validTo: "2011-05-31", retractedAt: null },
      former: { factId: open.factId, validTo: null, retractedAt: ended.recordedAt },
      auditRecord: { action: "END", counts: { facts: 1, retracted: 1 } },
    });
    expect(await consortiumOf(graph)).toMatchObject({ standing: "UNCLEAR" });
    expect(await consortiumOf(graph, open.recordedAt)).toMatchObject({ standing: "MEMBER" });
    const { factId } = ended.fact;
    expect(
      problemsIn(await curate(graph, "endFact", { ...change, factId, validTo: "2011-06-30" }))[0],
    ).toMatch("the fact ends on 2011-05-31 already: expected a day before 2011-05-31");
    expect(
      problemsIn(
        await curate(graph, "endFact", { ...change, factId, validTo: "2011-03-31", confidence: "SYNTHETIC" }),
      ),
    ).toEqual([
      "input.validTo: 2011-03-31 lies before the fact's first day: expected 2011-04-01 or later.",
      "input.confidence: SYNTHETIC is claimed of what is not made up: expected CONFIRMED, REPORTED or DERIVED.",
    ]);
  });

  it("is told of a fact that is not there, and that a succession has no end", async () => {
    const unknown = { ...change, factId: "nothing" };
    expect(problemsIn(await curate(graph, "retractFact", unknown))[0]).toMatch(
      "the graph holds no fact nothing",
    );
    expect(problemsIn(await curate(graph, "endFact", { ...unknown, validTo: "2011-01-01" }))[0]).toMatch(
      "no fact nothing",
    );
    const { fact } = await curate(graph, "recordSuccession", {
      ...change,
      predecessor: "5PP",
      successor: "5PN",
      validFrom: "2011-04-01",
    });
    expect(
      problemsIn(await curate(graph, "endFact", { ...change, factId: fact.factId, validTo: "2012-01-01" })),
    ).toEqual([
      "input.factId: a succession happens and does not end: expected a fact of another kind: one that is wrong is retracted.",
    ]);
  });

  it("registers an organisation, and no second one of its code", async () => {
    const input = {
      ...change,
      kind: "PRACTICE",
      code: "a81003",
      name: "Church View",
      opened: "2011-01-01",
      listSize: 6_500,
    };
    expect(await curate(graph, "registerOrganisation", input)).toMatchObject({
      __typename: "OrganisationRegistered",
      organisation: { code: "A81003", name: "Church View" },
      auditRecord: { action: "REGISTER" },
    });
    expect(
      await ask(
        graph,
        `{ organisation(code: "A81003") { name source { code } confidence ... on Practice { listSize } } }`,
      ),
    ).toEqual({
      organisation: {
        name: "Church View",
        source: { code: "TEST" },
        confidence: "REPORTED",
        listSize: 6_500,
      },
    });
    expect(problemsIn(await curate(graph, "registerOrganisation", input))).toEqual([
      "input.code: A81003 is in the graph already, as Church View: expected a code that it does not hold.",
    ]);
    const wrong = {
      ...input,
      code: "?",
      name: " ",
      closed: "2010-12-31",
      listSize: -1,
      minimumDelegatedShare: 2,
      confidence: "SYNTHETIC",
    };
    expect(problemsIn(await curate(graph, "registerOrganisation", wrong))).toHaveLength(6);
    expect((await verifyLog(graph)).problems).toEqual([]);
  });

  it("closes an organisation, with the facts that outlast it where it says so", async () => {
    const input = { ...change, code: "A81001", closed: "2011-12-31" };
    const refused = problemsIn(await curate(graph, "closeOrganisation", input));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(
      /a MEMBERSHIP that starts at A81001 \(.*\) lasts until 2013-03-31: expected endFacts: true/,
    );
    const closed = await curate(graph, "closeOrganisation", { ...input, endFacts: true });
    expect(closed).toMatchObject({
      __typename: "OrganisationClosed",
      endedFacts: 1,
      organisation: { code: "A81001", closed: "2011-12-31" },
      auditRecord: { action: "CLOSE", counts: { facts: 1, retracted: 1 } },
    });
    const before = new Date(Date.parse(closed.recordedAt) - 1).toISOString();
    const question = `query($knownAt: DateTime) { organisation(code: "A81001", knownAt: $knownAt) { closed } }`;
    expect(await ask(graph, question, { knownAt: before })).toEqual({ organisation: { closed: null } });
    expect((await verifyLog(graph)).problems).toEqual([]);
    expect(problemsIn(await curate(graph, "closeOrganisation", input))).toEqual([
      "input.code: A81001 closed on 2011-12-31 already: expected an organisation that has not closed.",
    ]);
    expect(problemsIn(await curate(graph, "closeOrganisation", { ...input, code: "A99999" }))[0]).toMatch(
      "A99999 is not in the graph",
    );
    expect(
      problemsIn(
        await curate(graph, "closeOrganisation", {
          ...input,
          code: "A81002",
          closed: "1970-01-01",
          endFacts: true,
        }),
      ),
    ).toEqual([
      "input.closed: 1970-01-01 lies before A81002 opened: expected 1974-04-01 or later.",
      expect.stringMatching(/an OUTSIDE|a OUTSIDE/),
    ]);
  });

  it("brings a new source with its particulars, which is then there for others", async () => {
    const letter = { code: "LETTER-1", title: "Letter", publisher: "Church View", published: "2011-05-04" };
    const recorded = await curate(graph, "recordMembership", { ...membership, source: letter });
    expect(recorded.fact.source).toEqual({ code: "LETTER-1" });
    const next = { ...membership, member: "A81002", source: { code: "LETTER-1" } };
    expect(await curate(graph, "recordMembership", next)).toMatchObject({ __typename: "FactRecorded" });
    const other = { ...membership, validTo: "2012-01-01", source: { ...letter, title: "Another" } };
    expect(problemsIn(await curate(graph, "recordMembership", other))).toHaveLength(2);
  });

  it("brings a source that was published today, this month or this year", async () => {
    for (const [at, published] of [today, today.slice(0, 7), today.slice(0, 4)].entries()) {
      const given = { ...membership, validFrom: `2011-0${at + 4}-01`, source: { ...newSource, published } };
      const input = { ...given, source: { ...given.source, code: `NEW-${at}` } };
      expect(await curate(graph, "recordMembership", input)).toMatchObject({ __typename: "FactRecorded" });
    }
  });

  it("records many facts of several kinds, all or none, with the place of each problem", async () => {
    const claim = {
      member: "A81002",
      group: "hunts-health",
      status: "SHADOW",
      validFrom: "2011-04-01",
      validTo: "2012-03-31",
    };
    const budget = { organisation: "5PP", financialYear: "2011/12", amountGbp: -1 };
    const facts = [{ membership: claim }, { budget }, { membership: claim }, {}];
    const wrong = await curate(graph, "recordFacts", { ...change, facts });
    expect(wrong.problems.map(({ path }: { path: string[] }) => path.join("."))).toEqual([
      "input.facts.3",
      "input.facts.1.budget.validTo",
      "input.facts.1.budget.amountGbp",
      "input.facts.2.membership",
    ]);
    const right = [{ membership: claim }, { budget: { ...budget, amountGbp: 1, validTo: "2012-03-31" } }];
    expect(await curate(graph, "recordFacts", { ...change, facts: right })).toMatchObject({
      __typename: "FactsRecorded",
      count: 2,
    });
    expect(problemsIn(await curate(graph, "recordFacts", { ...change, facts: [] }))).toEqual([
      "input.facts: it is empty: expected at least one fact.",
    ]);
    expect(await verifyLog(graph)).toMatchObject({ records: 2, facts: 4, problems: [] });
  });
});

describeOnEachEngine("A mutation refuses", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await smallGraph(engine);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      "kinds that may not be joined",
      "recordMembership",
      { ...membership, group: "Q35", validTo: "2012-01-01" },
      "input.group: Q35 is a SHA",
    ],
    [
      "a day before an end opened",
      "recordMembership",
      { ...membership, validFrom: "2010-01-01" },
      "input.validFrom: 2010-01-01 lies before hunts-health opened: expected 2010-10-01 or later",
    ],
    [
      "no end after an end closed",
      "recordMembership",
      { ...membership, group: "5PN" },
      "input.validTo: it has no end, but 5PN closed",
    ],
    [
      "an end before the start",
      "recordMembership",
      { ...membership, validTo: "2011-03-31" },
      "input.validTo: 2011-03-31 lies before validFrom",
    ],
    [
      "a code that is not there",
      "recordMembership",
      { ...membership, member: "A99999" },
      "input.member: A99999 is not in the graph",
    ],
    [
      "a code that is none",
      "recordMembership",
      { ...membership, member: "?" },
      'input.member: "?" is not an organisation code',
    ],
    [
      "a body that is not there",
      "recordMembership",
      { ...membership, assertedBy: "5ZZ" },
      "input.assertedBy: 5ZZ is not in the graph",
    ],
    [
      "an amount below 0",
      "recordBudget",
      { ...change, organisation: "5PP", financialYear: "2011/12", amountGbp: -5, validTo: "2012-03-31" },
      "input.amountGbp: -5 is not an amount",
    ],
    [
      "a year that it does not hold in",
      "recordBudget",
      {
        ...change,
        organisation: "5PP",
        financialYear: "2009/10",
        amountGbp: 5,
        validFrom: "2011-04-01",
        validTo: "2012-03-31",
      },
      "input.financialYear: 2009/10 has no day from 2011-04-01 to 2012-03-31",
    ],
    [
      "a real confidence for what is made up",
      "recordMembership",
      { ...membership, member: "X000001", confidence: "REPORTED" },
      "input.confidence: REPORTED is claimed of something that is made up",
    ],
    [
      "a made-up confidence for what is real",
      "recordMembership",
      { ...membership, confidence: "SYNTHETIC" },
      "input.confidence: SYNTHETIC is claimed of what is not made up",
    ],
    [
      "what the graph holds already",
      "recordMembership",
      {
        ...change,
        member: "A81001",
        group: "5PP",
        status: "SHADOW",
        validFrom: "2011-01-01",
        validTo: "2011-12-31",
      },
      "input: the graph holds it from this source as ",
    ],
    [
      "a source that is not there",
      "recordMembership",
      { ...membership, source: { code: "NOWHERE" } },
      "input.source.code: the graph holds no source NOWHERE",
    ],
    [
      "half a source",
      "recordMembership",
      { ...membership, source: { code: "NEW", title: "New", publisher: "Us" } },
      "input.source.published: it is missing",
    ],
    ...(["soon", "spring 2011", "2011-13", "2011-02-29", "2011-5", "04/05/2011", "99"] as const).map(
      (published): [string, string, Record<string, unknown>, string] => [
        `a source that was published "${published}"`,
        "recordMembership",
        { ...membership, source: { ...newSource, published } },
        `input.source.published: "${published}" is not when something was published`,
      ],
    ),
    ...[tomorrow, "2999-01", "2999"].map((published): [string, string, Record<string, unknown>, string] => [
      `a source that was published after today, ${published}`,
      "recordMembership",
      { ...membership, source: { ...newSource, published } },
      `input.source.published: ${published} is to come: expected when it was published, today (${today}) at the latest, such as`,
    ]),
    ...(
      [
        "javascript:alert(1)",
        "data:text/html,x",
        "www.example.org",
        "http://",
        "https:// a.example",
        "",
      ] as const
    ).map((url): [string, string, Record<string, unknown>, string] => [
      `a source at "${url}"`,
      "recordMembership",
      { ...membership, source: { ...newSource, url } },
      `input.source.url: "${url}" is not a web address`,
    ]),
    [
      "a source's code that is none",
      "recordMembership",
      { ...membership, source: { code: "a b" } },
      "input.source.code: it is not a source's code",
    ],
    ...(
      [
        ["PCT", "listSize", 5, "a PCT has no listSize: expected it left out: only a PRACTICE has it"],
        ["PRACTICE", "sector", "NHS", "a PRACTICE has no sector: expected it left out"],
        ["CONSORTIUM", "runningCostAllowanceGbp", -5, "-5 is not an amount: expected pounds"],
        ["PRACTICE", "listSize", 2_000_000_000, "2000000000 is not a count: expected 0 to 100000000"],
      ] as const
    ).map(([kind, field, value, found]): [string, string, Record<string, unknown>, string] => [
      `${field} ${value} of a ${kind}`,
      "registerOrganisation",
      { ...change, kind, code: "A81099", name: "One", [field]: value },
      `input.${field}: ${found}`,
    ]),
    ["no reason", "recordMembership", { ...membership, reason: "  " }, "input.reason: it is empty"],
    [
      "a key too long",
      "recordMembership",
      { ...membership, idempotencyKey: "k".repeat(201) },
      "input.idempotencyKey: it has 201 characters",
    ],
    [
      "a revision to come",
      "recordMembership",
      { ...membership, expectedRevision: 9 },
      "input.expectedRevision: the graph has no revision 9",
    ],
    [
      "half a character",
      "recordMembership",
      { ...membership, note: "\ud800" },
      "input.note: half of a character stands in it",
    ],
    [
      "a character that no export can hold",
      "recordMembership",
      { ...membership, note: "\u0000" },
      "input.note: it holds the character U+0000",
    ],
    [
      "a note as long as a document",
      "recordMembership",
      { ...membership, note: "n".repeat(2001) },
      "input.note: it has 2001 characters: expected 2000 characters or fewer",
    ],
    [
      "a reason as long as a document",
      "recordMembership",
      { ...membership, reason: "n".repeat(2001) },
      "input.reason: it has 2001 characters",
    ],
  ])("%s", async (_what, mutation, input, message) => {
    const problems = problemsIn(await curate(graph, mutation, input));
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(problems[0]).toMatch(/: expected .+\.$/);
  });

  it("all that is wrong at once, each with its path and what was given", async () => {
    const input = {
      ...change,
      delegator: "A81001",
      recipient: "hunts-health",
      financialYear: "2011/12",
      stage: "READY",
      amountGbp: -1,
      shareOfBudget: 2,
      validFrom: "2009-01-01",
      validTo: "2008-01-01",
      reason: "",
    };
    const { problems } = await curate(graph, "recordDelegation", input);
    expect(
      problems.map(({ path, given }: { path: string[]; given: string }) => [path.join("."), given]),
    ).toEqual([
      ["input.reason", '""'],
      ["input.delegator", '"A81001"'],
      ["input.validTo", '"2008-01-01"'],
      ["input.financialYear", '"2011/12"'],
      ["input.amountGbp", "-1"],
      ["input.shareOfBudget", "2"],
    ]);
  });

  it("a caller without the role, of every mutation and of the audit log", async () => {
    await expect(curate(graph, "recordMembership", membership, [], reader)).rejects.toThrow(Forbidden);
    await expect(curate(graph, "retractFact", { ...change, factId: "x" }, [], reader)).rejects.toThrow(
      /Retracting a fact needs the role "curator"/,
    );
    await expect(
      curate(graph, "closeOrganisation", { ...change, code: "5PP", closed: "2011-01-01" }, [], reader),
    ).rejects.toThrow(Forbidden);
    const { errors } = await tryAsk(graph, "{ auditLog { nodes { who } } }");
    expect(errors?.[0]?.message).toMatch(/Reading the audit log needs the role "curator"/);
  });

  it("and writes nothing then", async () => {
    expect(await verifyLog(graph)).toMatchObject({ records: 1, facts: 2, problems: [] });
  });

  it("but takes what touches something made up, and marks it so", async () => {
    const made = await curate(graph, "recordMembership", { ...membership, member: "X000001" });
    expect(made.fact).toMatchObject({ confidence: "SYNTHETIC" });
  });
});
