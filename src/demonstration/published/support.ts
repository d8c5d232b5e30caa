import { type Code, parseCode, slugOf } from "../../model/code.ts";
import { type IsoDate, lastDayOf } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { Confidence } from "../../model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, endIn, joined, provenanceOf, startIn } from "../claim.ts";
import { cell, listIn, numberIn, optional, readTable, type SeedRow } from "../read-table.ts";
import { lastDay, type Part } from "../seed.ts";
import { clusterCode } from "./clusters.ts";
import { consortiumCode } from "./consortia.ts";

const statutoryStart = "2013-04-01" as IsoDate;

/** Support providers, the plans of 2012 for whom they would serve, what became of them, and known contracts. */
export function support(): Part {
  const rows = readTable("support-providers");
  const codes = new Map(rows.map((row) => [cell(row, "name"), codeOf(row)]));
  return {
    organisations: rows.map(provider),
    facts: [
      ...rows.flatMap(plannedSupport),
      ...rows.flatMap((row) => succession(row, codes)),
      ...readTable("support-contracts").map((row) => contract(row, codes)),
    ],
  };
}

/** When a provider was heard of first, where a row says so without a source that is published then. */
export const supportEvidence = (): ReadonlyMap<Code, IsoDate> =>
  new Map(
    readTable("support-providers").flatMap((row) => {
      const first = startIn(row, "first_evidence");
      return first === null ? [] : [[codeOf(row), first] as const];
    }),
  );

function codeOf(row: SeedRow): Code {
  const code = optional(row, "code");
  return code === null ? slugOf(cell(row, "name"), "provider") : parseCode(code);
}

function provider(row: SeedRow): OrganisationRecord {
  return {
    ...undescribed,
    kind: "SUPPORT_PROVIDER",
    code: codeOf(row),
    name: cell(row, "name"),
    opened: startIn(row, "start"),
    closed: endIn(row, "end"),
    sector: cell(row, "sector"),
    ...provenanceOf(row),
  };
}

/** A plan is known to have come true where it has a later form; else it is known for its own month alone. */
function plannedSupport(row: SeedRow): NewFact[] {
  const outcome = optional(row, "outcome");
  const cameTrue = optional(row, "successor") !== null;
  return listIn(row, "clusters").map((cluster) =>
    claim(
      {
        kind: "SUPPORT",
        from: codeOf(row),
        to: clusterCode(cluster),
        services: ["commissioning support"],
        model: "SHARED_SERVICE",
        valueGbp: null,
      },
      startIn(row, "plan_month"),
      cameTrue ? lastDay : lastDayOf(cell(row, "plan_month")),
      {
        source: cell(row, "source"),
        confidence: cell(row, "support_confidence") as Confidence,
        note: joined(
          `plan of ${row.plan_month}, checkpoint 2 outcome ${outcome}`,
          row.support_confidence === "DERIVED" ? "cluster matched by name" : "by the PCTs it names",
          cameTrue ? "to the day before its later form" : "no later form is known: for the month of the plan",
        ),
      },
    ),
  );
}

function succession(row: SeedRow, codes: ReadonlyMap<string, Code>): NewFact[] {
  const to = codes.get(optional(row, "successor") ?? "");
  if (to === undefined) return [];
  return [
    claim({ kind: "SUCCESSION", from: codeOf(row), to }, statutoryStart, null, {
      source: cell(row, "source"),
      confidence: "DERIVED",
      note: "later form matched by name; the date is that of all commissioning support units",
    }),
  ];
}

/** A contract without a stated end is known for the month or the year alone that the source gives. */
function contract(row: SeedRow, codes: ReadonlyMap<string, Code>): NewFact {
  const end = endIn(row, "end");
  const known = cell(row, end === null ? "start" : "end");
  const provenance = provenanceOf(row);
  return claim(
    {
      kind: "SUPPORT",
      from: codes.get(cell(row, "supplier")) ?? parseCode(cell(row, "supplier")),
      to: clientOf(row),
      services: listIn(row, "services"),
      model: "CONTRACT",
      valueGbp: numberIn(row, "value_gbp"),
    },
    startIn(row, "start"),
    lastDayOf(known),
    end === null
      ? { ...provenance, note: joined(provenance.note, `end not stated: known for ${known} alone`) }
      : provenance,
  );
}

function clientOf(row: SeedRow): Code {
  const client = cell(row, "client");
  if (row.client_kind === "cluster") return clusterCode(client);
  return row.client_kind === "consortium" ? consortiumCode(client) : parseCode(client);
}
