import type { Graph } from "../../src/graph/graph.ts";
import { type GraphChanges, record } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import type { NewFact, Payload } from "../../src/model/facts.ts";
import type { OrganisationKind } from "../../src/model/kinds.ts";
import { type Description, type OrganisationRecord, undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";

/** What tests write into an empty graph, in few words. */

export const recordedAt = "2011-01-01T00:00:00.000Z" as Instant;
export const source = {
  code: "TEST",
  title: "A test",
  publisher: "Nobody",
  published: "2011",
  url: null,
  licence: null,
};

export const write = async (graph: Graph, changes: GraphChanges, at: Instant = recordedAt): Promise<void> => {
  await graph.write((transaction) => record(transaction, changes, at, author));
};

/** An organisation that is named after its code, unless said otherwise. */
export const organisation = (
  kind: OrganisationKind,
  code: string,
  description: Partial<Description> = {},
): OrganisationRecord => ({
  ...undescribed,
  kind,
  code: code as Code,
  name: code,
  confidence: "CONFIRMED",
  source: source.code,
  ...description,
});

/** A fact of 2010 to 2013, unless said otherwise. */
export const fact = (
  matter: Loose<Payload>,
  claim: { from?: string; to?: string; assertedBy?: string; assertedByName?: string; note?: string } = {},
): NewFact => ({
  ...(matter as Payload),
  validFrom: (claim.from ?? "2010-01-01") as IsoDate,
  validTo: (claim.to ?? "2013-03-31") as IsoDate,
  source: source.code,
  assertedBy: (claim.assertedBy ?? null) as Code | null,
  ...(claim.assertedByName === undefined ? {} : { assertedByName: claim.assertedByName }),
  confidence: "REPORTED",
  note: claim.note ?? null,
});

export const member = (from: string, to: string, claim: Parameters<typeof fact>[1] = {}): NewFact =>
  fact({ kind: "MEMBERSHIP", from, to, status: "SHADOW" }, claim);

export const outside = (from: string, to: string, claim: Parameters<typeof fact>[1] = {}): NewFact =>
  fact({ kind: "OUTSIDE", from, to, reason: "UNDECIDED" }, claim);

/** Codes and years as plain text. */
type Loose<M> = M extends Payload
  ? {
      [P in keyof M]: P extends "from" | "to" | "financialYear" ? string : M[P];
    }
  : never;
