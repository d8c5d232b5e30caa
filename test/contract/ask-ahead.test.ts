import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, refusal } from "./asking.ts";

/** A graph that answers who an organisation is only once other statements have begun: deadlock where they wait for it. */
function reluctant(graph: Graph, awaited: readonly string[]): Graph {
  const begun = new Set<string>();
  let all = () => {};
  const allBegun = new Promise<void>((resolve) => {
    all = resolve;
  });
  const read: Graph["read"] = async (statement, params, options) => {
    begun.add(statement.name);
    if (awaited.every((name) => begun.has(name))) all();
    if (statement.name === "organisations by code") await allBegun;
    return graph.read(statement, params, options);
  };
  return new Proxy(graph, { get: (target, name) => (name === "read" ? read : Reflect.get(target, name)) });
}

const page = `position budget { amountGbp } delegations { amountGbp recipient { code name } }
  cluster { code sha { code } } consortia(first: 3) { nodes { code } } practices(first: 2) { totalCount nodes { code } }`;

describeOnEachEngine("What is asked of an organisation", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  const statementsOf = async (source: string) => {
    const statements: string[] = [];
    const answer = await ask(graph, source, {}, statements);
    return { answer, statements: statements.sort() };
  };

  it("is read while the organisation is, each by one statement, with whom its facts name", async () => {
    const source = `{ organisation(code: "5PP") { code name ... on PCT { ${page} } } }`;
    const expected = ["facts made", "links above", "list PCT.consortia", "list PCT.practices"];
    const { answer, statements } = await statementsOf(source);
    expect(statements).toEqual([...expected, "organisations by code"].sort());
    expect(await ask(reluctant(graph, expected), source)).toEqual(answer);
    expect(answer.organisation).toMatchObject({ name: "Cambridgeshire PCT", position: "DELEGATED_OR_READY" });
  });

  it("is one statement with the organisation itself where lists are below each other", async () => {
    const lists = "pcts { nodes { code consortia { nodes { code } } } }";
    const { answer, statements } = await statementsOf(
      `{ organisation(code: "sussex-cluster") { code name postcode ... on Cluster { ${lists} } } }`,
    );
    expect(statements).toEqual(["lists below"]);
    expect(answer).toEqual(
      await ask(
        graph,
        `{ organisation(code: "sussex-cluster") { code name postcode ... on Organisation { ... on Cluster { ${lists} } } ... on PCT { code } } }`,
      ),
    );
  });

  describe.each([
    ["of no organisation", "no-such-code", null],
    ["of one of another kind", "5PP", { code: "5PP" }],
  ])("%s", (_, code, organisation) => {
    it("answers as without", async () => {
      const source = `{ organisation(code: "${code}") { code ... on Cluster { patients pcts { nodes { consortia { nodes { code } } } } sha { code } } } }`;
      expect(await ask(graph, source)).toEqual({ organisation });
    });
  });

  it("is refused in the same words", async () => {
    const refused = (inner: string) =>
      refusal(graph, `{ organisation(code: "5PP") { code ... on PCT { ${inner} } } }`);
    expect((await refused("practices(first: 0) { nodes { code } }")).message).toMatch(
      /^first: 0 is out of range/,
    );
    expect((await refused('practices(where: {name: {}}, after: "x") { nodes { code } }')).message).toMatch(
      /^after: "x" is not a cursor/,
    );
  });

  it("waits for the organisation where it may be of several kinds, or needs more than a code", async () => {
    const { statements } = await statementsOf(
      '{ organisation(code: "5PP") { source { code } ... on PCT { position } ... on Cluster { patients } } }',
    );
    expect(statements).toEqual(["facts made", "organisations by code", "sources by code"]);
  });
});
