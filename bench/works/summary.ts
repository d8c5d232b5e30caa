import type { FinancialYear } from "../../src/model/dates.ts";
import { delegatedAmount, positionOf } from "../../src/model/delegation.ts";
import { peerFacts } from "./pct-page.ts";
import { at, clocks, clockVariables, type Json, listAt, liveEdge, liveNode, type Subject } from "./work.ts";

const code = "Q37";
const year = "2011/12" as FinancialYear;

const fields = [
  "pcts",
  "delegatedOrReady",
  "developing",
  "noClearPlans",
  "notReported",
  "delegatedGbp",
  "practicesOutside",
  "patientsOutside",
  "practicesUnclear",
  "patientsUnclear",
];

const fact = "factId confidence recordedAt";
const within = `${liveNode}, pctConnection: {some: {${liveEdge}, node: {shaConnection: {some: {${liveEdge}, node: {code: {eq: $code}}}}}}}, NOT: {consortiumConnection: {some: {${liveEdge}}}}`;
const counted = "totalCount aggregate { node { listSize { sum } } }";

/** How far delegation had come in one SHA: the peer answers the books, and its user applies the rules. */
export const summary: Subject = {
  ours: {
    query: `query ($asOf: Date!, $knownAt: DateTime!, $code: String!) { delegationSummary(within: $code, asOf: $asOf, knownAt: $knownAt) { ${fields.join(" ")} } }`,
    variables: { ...clocks, code },
  },
  peer: {
    query: `query (${clockVariables}, $code: String!) {
      pcts(where: {${liveNode}, shaConnection: {some: {${liveEdge}, node: {code: {eq: $code}}}}}) {
        reportsConnection(where: {${liveEdge}}) { edges { properties { ${fact} validFrom position financialYear amountGbp } } }
        delegationsConnection(where: {${liveEdge}}) { edges { properties { ${fact} stage financialYear amountGbp } } } }
      outside: practicesConnection(where: {${within}, outsideConnection: {some: {${liveEdge}}}}) { ${counted} }
      unclear: practicesConnection(where: {${within}, AND: [{NOT: {outsideConnection: {some: {${liveEdge}}}}}]}) { ${counted} } }`,
    variables: { ...clocks, code },
  },
  readOurs: ([data]) => fields.map((field) => at(data ?? null, "delegationSummary", field)),
  readPeer: ([data]) => {
    const books = listAt(data ?? null, "pcts").map(peerFacts);
    const positions = books.map((facts) => positionOf(facts));
    const count = (wanted: string) => positions.filter((position) => position === wanted).length;
    const of = (name: string): Json[] => [
      at(data ?? null, name, "totalCount"),
      at(data ?? null, name, "aggregate", "node", "listSize", "sum") ?? 0,
    ];
    return [
      books.length,
      ...["DELEGATED_OR_READY", "DEVELOPING", "NO_CLEAR_PLANS", "NOT_REPORTED"].map(count),
      books.reduce((total, facts) => total + (delegatedAmount(facts, year) ?? 0), 0),
      ...of("outside"),
      ...of("unclear"),
    ];
  },
};
