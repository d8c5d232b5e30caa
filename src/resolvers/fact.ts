import {
  delegationsMade,
  delegationsReceived,
  type FactRow,
  historyOf,
  membershipsOf,
  supportGiven,
  supportReceived,
} from "../graph/statements/fact.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import type { Fact, Matter } from "../model/facts.ts";
import type { Organisation } from "../model/organisation.ts";
import { byTrust, compareText } from "../model/trust.ts";
import { type Context, clocksIn } from "./context.ts";
import { rowsFor } from "./loaders.ts";

/** A fact as read at the clocks of the organisation that it was read from. */
export type FactView<M extends Matter = Matter> = Extract<Fact, { kind: M["kind"] }> & {
  readonly clocks: Clocks;
};

async function factsOf<M extends Matter>(
  context: Context,
  statement: typeof membershipsOf,
  parent: Organisation,
): Promise<readonly FactView<M>[]> {
  return (await viewed(context, statement, parent)).sort(
    (a, b) => byTrust(a, b) || compareText(otherEnd(a), otherEnd(b)),
  ) as FactView<M>[];
}

async function viewed(
  context: Context,
  statement: typeof membershipsOf,
  parent: Organisation,
): Promise<FactView[]> {
  const clocks = clocksIn(parent);
  const rows: readonly FactRow[] = await rowsFor(context, statement, parent);
  return rows.map(({ fact }) => viewOf(fact, clocks));
}

/** A fact as seen at the clocks. */
export function viewOf(fact: Fact, clocks: Clocks): FactView {
  return { ...fact, clocks, retractedAt: seenRetraction(fact, clocks) };
}

/** A retraction after `knownAt` was not yet known. */
function seenRetraction({ retractedAt }: Fact, { knownAt }: Clocks): Fact["retractedAt"] {
  return retractedAt !== null && retractedAt <= knownAt ? retractedAt : null;
}

const otherEnd = (fact: Matter): Code | "" => ("to" in fact ? fact.to : "");

export const memberships = (context: Context, parent: Organisation) =>
  factsOf<Extract<Matter, { kind: "MEMBERSHIP" }>>(context, membershipsOf, parent);

/** Support received; for a support provider, support given. */
export const supports = (context: Context, parent: Organisation) =>
  factsOf<Extract<Matter, { kind: "SUPPORT" }>>(
    context,
    parent.kind === "SUPPORT_PROVIDER" ? supportGiven : supportReceived,
    parent,
  );

/** Delegations received by a consortium; made by any other organisation. */
export const delegations = (context: Context, parent: Organisation) =>
  factsOf<Extract<Matter, { kind: "DELEGATION" }>>(
    context,
    parent.kind === "CONSORTIUM" ? delegationsReceived : delegationsMade,
    parent,
  );

/** Every fact about an organisation that had been recorded by `knownAt`, oldest first. */
export async function history(context: Context, parent: Organisation): Promise<readonly FactView[]> {
  const facts = await viewed(context, historyOf, parent);
  return facts.sort(
    (a, b) =>
      compareText(a.validFrom ?? "", b.validFrom ?? "") ||
      compareText(a.recordedAt, b.recordedAt) ||
      compareText(a.factId, b.factId),
  );
}
