import type { FinancialYear } from "../../src/model/dates.ts";
import { budgetOf, delegatedShare, positionOf } from "../../src/model/delegation.ts";
import type { Fact } from "../../src/model/facts.ts";
import {
  at,
  byCode,
  clocks,
  clockVariables,
  type Json,
  listAt,
  liveEdge,
  liveNode,
  type Subject,
} from "./work.ts";

/** Everything that a page about one PCT shows. */
const code = "5PP";
const year = "2011/12" as FinancialYear;

const fact = "factId confidence recordedAt";

export const pctPage: Subject = {
  ours: {
    query: `query ($asOf: Date!, $knownAt: DateTime!, $code: String!) { organisation(code: $code, asOf: $asOf, knownAt: $knownAt) { code name confidence
      ... on PCT { position delegatedShare budget { amountGbp } cluster { code name } sha { code name }
        delegations { factId stage amountGbp recipient { code name } }
        consortia(first: 1000) { nodes { code name } } practices(first: 10) { totalCount totalPatients nodes { code name listSize } } } } }`,
    variables: { ...clocks, code },
  },
  peer: {
    query: `query (${clockVariables}, $code: String!) { pcts(where: {code: {eq: $code}}) { code name confidence
      reportsConnection(where: {${liveEdge}}) { edges { properties { ${fact} validFrom position financialYear amountGbp } } }
      budgetsConnection(where: {${liveEdge}}) { edges { properties { ${fact} financialYear amountGbp } } }
      clusterConnection(where: {${liveEdge}}) { edges { node { code name } } }
      shaConnection(where: {${liveEdge}}) { edges { node { code name } } }
      delegationsConnection(where: {${liveEdge}}) { edges { properties { ${fact} stage financialYear amountGbp } node { code name } } }
      consortiaConnection(where: {${liveEdge}, node: {${liveNode}}}) { edges { node { code name } } }
      practicesConnection(first: 10, sort: [{node: {code: ASC}}], where: {${liveEdge}, node: {${liveNode}}}) { totalCount aggregate { node { listSize { sum } } } edges { node { code name listSize } } } } }`,
    variables: { ...clocks, code },
  },
  readOurs: ([data]) => {
    const pct = at(data ?? null, "organisation");
    return {
      head: ["code", "name", "confidence", "position", "delegatedShare"].map((field) => at(pct, field)),
      budget: at(pct, "budget", "amountGbp"),
      cluster: at(pct, "cluster"),
      sha: at(pct, "sha"),
      delegations: byFact(listAt(pct, "delegations")),
      consortia: listAt(pct, "consortia", "nodes"),
      totals: [at(pct, "practices", "totalCount"), at(pct, "practices", "totalPatients")],
      practices: at(pct, "practices", "nodes"),
    };
  },
  readPeer: ([data]) => {
    const pct = at(data ?? null, "pcts", 0);
    const edges = (name: string) => listAt(pct, `${name}Connection`, "edges");
    const nodes = (name: string) => edges(name).map((edge) => at(edge, "node"));
    const facts = peerFacts(pct);
    return {
      head: [
        at(pct, "code"),
        at(pct, "name"),
        at(pct, "confidence"),
        positionOf(facts),
        delegatedShare(facts, year),
      ],
      budget: budgetOf(facts, year)?.amountGbp ?? null,
      cluster: nodes("cluster")[0] ?? null,
      sha: nodes("sha")[0] ?? null,
      delegations: byFact(
        edges("delegations").map((edge) => ({
          factId: at(edge, "properties", "factId"),
          stage: at(edge, "properties", "stage"),
          amountGbp: at(edge, "properties", "amountGbp"),
          recipient: at(edge, "node"),
        })),
      ),
      consortia: [...nodes("consortia")].sort(byCode),
      totals: [
        at(pct, "practicesConnection", "totalCount"),
        at(pct, "practicesConnection", "aggregate", "node", "listSize", "sum"),
      ],
      practices: nodes("practices"),
    };
  },
};

const byFact = (rows: readonly Json[]): readonly Json[] =>
  [...rows].sort((a, b) => (String(at(a, "factId")) < String(at(b, "factId")) ? -1 : 1));

/** A PCT's books as the peer answers them, for the rules that its users would have to write themselves. */
export function peerFacts(pct: Json): Fact[] {
  const kinds = { reports: "REPORT", budgets: "BUDGET", delegations: "DELEGATION" };
  return Object.entries(kinds).flatMap(([name, kind]) =>
    listAt(pct, `${name}Connection`, "edges").map(
      (edge) => ({ ...(at(edge, "properties") as object), kind }) as unknown as Fact,
    ),
  );
}
