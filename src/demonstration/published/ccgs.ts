import { parseCode } from "../../model/code.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { endIn, joined, provenanceOf, startIn } from "../claim.ts";
import { cell, numberIn, readTable, type SeedRow } from "../read-table.ts";

/** The statutory groups: those of 1 April 2013 with what they had for running themselves, and those made by mergers since. */
export function ccgs(): OrganisationRecord[] {
  const costs = new Map(readTable("ccg-running-costs").map((row) => [cell(row, "ccg"), row]));
  const areas = areaTeams();
  return readTable("ccgs").map((row) => ccg(row, costs.get(cell(row, "code")), areas.get(cell(row, "code"))));
}

function ccg(row: SeedRow, cost: SeedRow | undefined, area: string | undefined): OrganisationRecord {
  return {
    ...undescribed,
    kind: "CONSORTIUM",
    code: parseCode(cell(row, "code")),
    name: cell(row, "name"),
    opened: startIn(row, "start"),
    closed: endIn(row, "end"),
    statutory: true,
    ...(cost && {
      statedPopulation: numberIn(cost, "registered"),
      runningCostAllowanceGbp: numberIn(cost, "running_cost_gbp"),
    }),
    ...provenanceOf(row),
    note: joined(
      "a clinical commissioning group",
      row.ons_code && `ONS code ${row.ons_code}`,
      cost &&
        `population: registered in 2012; running cost allowance of 2012, for ${cost.adjusted} patients as adjusted (KIXI-RCA12)`,
      area,
      row.note,
    ),
  };
}

/** The area team of NHS England that each group was in from April 2013, in words: no kind of organisation here is one. */
function areaTeams(): ReadonlyMap<string, string> {
  const names = new Map(
    readTable("area-teams").map((row) => [
      cell(row, "code"),
      `${row.code} ${row.name}, ${row.region_name} (${row.region})`,
    ]),
  );
  return new Map(
    readTable("ccg-area-teams").map((row) => {
      const listed = cell(row, "area_team_in_list");
      return [
        cell(row, "ccg"),
        joined(
          `area team of NHS England in April 2013: ${names.get(cell(row, "area_team"))} (ONS13-AT)`,
          listed !== row.area_team && `${names.get(listed)} in the list sizes (LIST13)`,
        ) ?? "",
      ];
    }),
  );
}
