import { type Code, parseCode } from "../../model/code.ts";
import { addDays, type IsoDate, parseDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { Confidence } from "../../model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, endIn, joined, later, provenanceOf, startIn } from "../claim.ts";
import { cell, numberIn, optional, readTable, type SeedRow } from "../read-table.ts";
import { lastDay, type Part } from "../seed.ts";

const shasOpened = "2006-07-01" as IsoDate;

/** The primary care trusts with their SHAs, and who succeeded whom. */
export function pcts(): Part {
  const rows = readTable("pcts");
  const lists = new Map(readTable("pct-patients").map((row) => [cell(row, "pct"), row]));
  return {
    organisations: rows.map((row) => pct(row, lists.get(cell(row, "code")))),
    facts: [...rows.filter((row) => optional(row, "sha") !== null).map(shaMembership), ...successions()],
  };
}

/** @param list the patients registered with its practices when it ended */
function pct(row: SeedRow, list: SeedRow | undefined): OrganisationRecord {
  const population = numberIn(row, "population");
  return {
    ...undescribed,
    kind: "PCT",
    code: parseCode(cell(row, "code")),
    name: cell(row, "name"),
    opened: startIn(row, "start"),
    closed: endIn(row, "end"),
    statedPopulation: population,
    statedPopulationOn: population === null || !list ? null : startIn(list, "on"),
    statedPractices: numberIn(row, "practices"),
    ...provenanceOf(row),
    note: joined(
      row.org_type === "care trust" ? "a care trust" : null,
      row.note,
      row.ons_code && `ONS code ${row.ons_code}`,
      population !== null ? "population: registered list, April to June 2013 (LIST13, MEM19)" : null,
      population !== null ? "practices: GP practices open on 31 March 2013" : null,
      list && `${list.registered_all_cost_centres} registered with all its cost centres (LIST13)`,
    ),
  };
}

function shaMembership(row: SeedRow): NewFact {
  return claim(
    {
      kind: "MEMBERSHIP",
      from: parseCode(cell(row, "code")),
      to: parseCode(cell(row, "sha")),
      status: "ESTABLISHED",
    },
    later(parseDate(cell(row, "start")), shasOpened),
    endIn(row, "end") ?? lastDay,
    {
      source: "DS",
      confidence: cell(row, "sha_confidence") as Confidence,
      note: joined(row.sha_note, "from the day that both existed"),
    },
  );
}

function successions(): NewFact[] {
  return readTable("pct-successions").map((row) =>
    claim(
      {
        kind: "SUCCESSION",
        from: parseCode(cell(row, "predecessor")),
        to: parseCode(cell(row, "successor")),
      },
      startIn(row, "date"),
      null,
      provenanceOf(row),
    ),
  );
}

/** A PCT's area over time: Solihull was the care trust TAM up to the day before it became 5QW. */
export interface Spell {
  readonly pct: Code;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const solihull = { before: "TAM" as Code, after: "5QW" as Code, changed: "2011-04-15" as IsoDate };

/** The PCTs that were responsible for an area between two days, named by its last PCT. */
export function spellsOf(pct: Code, from: IsoDate, to: IsoDate): Spell[] {
  if (pct !== solihull.after || from >= solihull.changed) return [{ pct, from, to }];
  if (to < solihull.changed) return [{ pct: solihull.before, from, to }];
  return [
    { pct: solihull.before, from, to: addDays(solihull.changed, -1) },
    { pct, from: solihull.changed, to },
  ];
}
