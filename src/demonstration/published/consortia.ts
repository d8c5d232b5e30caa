import { type Code, parseCode, slugOf } from "../../model/code.ts";
import type { NewFact } from "../../model/facts.ts";
import type { MembershipStatus } from "../../model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, joined, provenanceOf, startIn } from "../claim.ts";
import { cell, listIn, numberIn, readTable, type SeedRow } from "../read-table.ts";
import { lastDay, type Part } from "../seed.ts";
import { ccgs } from "./ccgs.ts";

/** Pathfinders and emerging consortia with their PCTs, and the statutory groups that took over. */
export function consortia(): Part {
  const rows = readTable("pathfinders");
  return {
    organisations: [...rows.map(pathfinder), ...ccgs()],
    facts: [...rows.flatMap(pctMemberships), ...successions()],
  };
}

/** The code of a pathfinder or emerging consortium. */
export function consortiumCode(name: string): Code {
  return slugOf(name, "consortium");
}

function pathfinder(row: SeedRow): OrganisationRecord {
  return {
    ...undescribed,
    kind: "CONSORTIUM",
    code: consortiumCode(cell(row, "name")),
    name: cell(row, "name"),
    closed: lastDay,
    statedPopulation: numberIn(row, "population"),
    statedPractices: numberIn(row, "practices"),
    pathfinderFrom: startIn(row, "pathfinder_from"),
    pathfinderWave: numberIn(row, "wave"),
    statutory: false,
    ...provenanceOf(row),
    note: joined(row.note, "last day: statutory groups took over on 1 April 2013"),
  };
}

function pctMemberships(row: SeedRow): NewFact[] {
  return listIn(row, "pcts").map((pct) =>
    claim(
      {
        kind: "MEMBERSHIP",
        from: consortiumCode(cell(row, "name")),
        to: parseCode(pct),
        status: cell(row, "status") as MembershipStatus,
      },
      startIn(row, "start"),
      lastDay,
      { source: cell(row, "source"), confidence: "DERIVED", note: joined("PCT by name or place", row.note) },
    ),
  );
}

/** Who took over the practices of a PCT on 1 April 2013, and of a group at a merger: by practices, not by law. */
function successions(): NewFact[] {
  return readTable("ccg-successions").map((row) =>
    claim(
      {
        kind: "SUCCESSION",
        from: parseCode(cell(row, "predecessor")),
        to: parseCode(cell(row, "successor")),
        practices: numberIn(row, "practices"),
        patients: numberIn(row, "patients"),
        shareOfPredecessor: numberIn(row, "share_of_predecessor"),
        shareOfSuccessor: numberIn(row, "share_of_successor"),
      },
      startIn(row, "date"),
      null,
      provenanceOf(row),
    ),
  );
}
