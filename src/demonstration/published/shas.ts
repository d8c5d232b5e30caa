import { parseCode } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import { undescribed } from "../../model/organisation.ts";
import { endIn, joined, provenanceOf, startIn } from "../claim.ts";
import { cell, numberIn, readTable } from "../read-table.ts";
import type { Part } from "../seed.ts";

/** The quarter of the list sizes that are added up. */
const registeredOn = "2013-04-01" as IsoDate;

/** The ten strategic health authorities. */
export function shas(): Part {
  const organisations = readTable("shas").map((row) => ({
    ...undescribed,
    kind: "SHA" as const,
    code: parseCode(cell(row, "code")),
    name: cell(row, "name"),
    opened: startIn(row, "start"),
    closed: endIn(row, "end"),
    statedPopulation: numberIn(row, "registered_list"),
    statedPopulationOn: registeredOn,
    minimumDelegatedShare: numberIn(row, "minimum_share"),
    minimumDelegatedShareFrom: startIn(row, "minimum_share_from"),
    ...provenanceOf(row),
    note: joined(
      row.note,
      `ONS code ${row.ons_code}`,
      "population: registered list, April to June 2013, summed over its PCTs (LIST13, MEM19)",
    ),
  }));
  return { organisations, facts: [] };
}
