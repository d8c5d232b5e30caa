import { type FlowAddresses, type FlowGraph, flowBuilder } from "./flow-graph.ts";
import { bySha, type Part, type PctMoney, type Rest, recipientsInWords, rests } from "./money.ts";

/** Of England: from each SHA to what its PCTs did with their budgets. 151 PCTs and their consortia would be no picture. */
export function englandGraph(pcts: readonly PctMoney[], { flowsOf }: FlowAddresses): FlowGraph {
  const flow = flowBuilder();
  for (const { pct, parts } of bySha(pcts).flatMap((sha) => sha.pcts)) {
    const source = shaNode(flow, pct.sha, flowsOf);
    for (const part of parts) {
      const isOne = part.recipients.length === 1;
      const target = flow.node({
        id: isOne ? "one" : "several",
        name: isOne ? "To a consortium, amount known" : "To several as one sum",
        column: 1,
        href: undefined,
      });
      flow.link({ source, target, value: part.amountGbp, kind: isOne ? "KNOWN" : "JOINT" });
    }
  }
  for (const rest of Object.keys(rests) as Rest[]) {
    for (const money of pcts.filter((each) => each.rest === rest)) {
      restLink(flow, shaNode(flow, money.pct.sha, flowsOf), money, 1);
    }
  }
  return flow.graph();
}

/** Of an area: from its SHA to its PCTs, and from each to its consortia. */
export function areaGraph(pcts: readonly PctMoney[], { flowsOf, organisation }: FlowAddresses): FlowGraph {
  const flow = flowBuilder();
  for (const { pct, parts, budgetGbp, delegatedGbp } of pcts) {
    const { code, name } = pct;
    const source = flow.node({ id: `pct ${code}`, name, column: 1, href: flowsOf(code) });
    const sha = shaNode(flow, pct.sha, flowsOf);
    flow.link({ source: sha, target: source, value: budgetGbp ?? delegatedGbp ?? 0, kind: "KEPT" });
    for (const part of parts) {
      const target = partNode(flow, part, code, organisation);
      const kind = part.recipients.length === 1 ? "KNOWN" : "JOINT";
      flow.link({ source, target, value: part.amountGbp, kind });
    }
  }
  for (const rest of Object.keys(rests) as Rest[]) {
    for (const money of pcts.filter((each) => each.rest === rest)) {
      restLink(flow, `pct ${money.pct.code}`, money, 2);
    }
  }
  return flow.graph();
}

type Flow = ReturnType<typeof flowBuilder>;

function shaNode(flow: Flow, sha: PctMoney["pct"]["sha"], flowsOf: FlowAddresses["flowsOf"]): string {
  const [code, name] = [sha?.code ?? "", sha?.name ?? "In no SHA"];
  return flow.node({ id: `sha ${code}`, name, column: 0, href: sha ? flowsOf(code) : undefined });
}

/** A consortium of two PCTs is one bar; a sum that several share is a bar of its own. */
function partNode(flow: Flow, part: Part, pct: string, organisation: FlowAddresses["organisation"]): string {
  const [first, second] = part.recipients;
  const isOne = first !== undefined && second === undefined;
  return flow.node({
    id: isOne ? `consortium ${first.code}` : `together ${pct}`,
    name: recipientsInWords(part),
    column: 2,
    href: isOne ? organisation(first.code) : undefined,
  });
}

function restLink(flow: Flow, source: string, { rest, restGbp }: PctMoney, column: number): void {
  const { label, isUnknown } = rests[rest];
  if (restGbp === null || restGbp === 0) return;
  const target = flow.node({ id: `rest ${rest}`, name: label, column, href: undefined, isUnknown });
  flow.link({ source, target, value: restGbp, kind: isUnknown ? "UNKNOWN" : "KEPT" });
}
