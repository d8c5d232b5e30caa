import type { Graph } from "../../src/graph/graph.ts";
import type { GraphChanges } from "../../src/graph/recorder.ts";
import { type Instant, parseInstant } from "../../src/model/dates.ts";
import type { NewFact, Payload } from "../../src/model/facts.ts";
import * as small from "./small-graph.ts";

/** Facts in a line each: ends, what they say, first and last day (null or absent: unknown, or open). */

type Dates = readonly [from?: string | null, to?: string | null];
type Matters = Parameters<typeof small.fact>[0];
type Said<K extends Payload["kind"]> = Partial<Extract<Payload, { kind: K }>>;

const dated = (matter: Matters, [from = null, to = null]: Dates): NewFact =>
  ({ ...small.fact(matter), validFrom: from, validTo: to }) as NewFact;

export const member = (from: string, to: string, ...dates: Dates): NewFact =>
  dated({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, dates);
export const shadowMember = (from: string, to: string, ...dates: Dates): NewFact =>
  dated({ kind: "MEMBERSHIP", from, to, status: "SHADOW" }, dates);
export const outside = (
  from: string,
  to: string,
  reason: Extract<Payload, { kind: "OUTSIDE" }>["reason"],
  ...dates: Dates
): NewFact => dated({ kind: "OUTSIDE", from, to, reason }, dates);
export const succession = (from: string, to: string, ...dates: Dates): NewFact =>
  dated({ kind: "SUCCESSION", from, to }, dates);
export const support = (from: string, to: string, services: string[], ...dates: Dates): NewFact =>
  dated({ kind: "SUPPORT", from, to, services, model: "CONTRACT", valueGbp: null }, dates);
export const delegation = (
  from: string,
  to: string,
  { stage = "PLANNED", amountGbp = null }: Said<"DELEGATION">,
  ...dates: Dates
): NewFact =>
  dated(
    {
      kind: "DELEGATION",
      from,
      to,
      financialYear: "2011/12",
      stage,
      amountGbp,
      shareOfBudget: null,
      scope: null,
    },
    dates,
  );

export const report = (
  from: string,
  position: Extract<Payload, { kind: "REPORT" }>["position"],
  ...dates: Dates
): NewFact =>
  dated(
    { kind: "REPORT", from, position, financialYear: "2011/12", amountGbp: null, shareOfBudget: null },
    dates,
  );
export const budget = (from: string, amountGbp: number, ...dates: Dates): NewFact =>
  dated({ kind: "BUDGET", from, financialYear: "2011/12", amountGbp }, dates);

const learned = parseInstant("2010-01-01T00:00:00Z");

/** Writes one change, learned on the first day of 2010 unless said otherwise. */
export const write = (graph: Graph, changes: GraphChanges, at: Instant = learned): Promise<void> =>
  small.write(graph, { sources: [small.source], ...changes }, at);
