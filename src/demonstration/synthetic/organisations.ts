import type { IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, later } from "../claim.ts";
import { spellsOf } from "../published/pcts.ts";
import { lastDay, referenceDate } from "../seed.ts";
import type { Consortium } from "./consortia.ts";
import { madeUp } from "./made-up.ts";
import type { Practice } from "./practices.ts";

export function practiceRecord(practice: Practice): OrganisationRecord {
  const { code, name, postcode, opened, listSize } = practice;
  return {
    ...undescribed,
    kind: "PRACTICE",
    code,
    name,
    postcode,
    opened,
    listSize,
    listSizeOn: referenceDate,
    ...madeUp(),
  };
}

export function consortiumRecord(consortium: Consortium): OrganisationRecord {
  const { code, name, opened, closed, pathfinderFrom, pathfinderWave } = consortium;
  return {
    ...undescribed,
    kind: "CONSORTIUM",
    code,
    name,
    opened,
    closed,
    pathfinderFrom,
    pathfinderWave,
    statutory: false,
    ...madeUp(),
  };
}

const pctsFormed = "2006-10-01" as IsoDate;

/** @param pctOpened the first day of the practice's PCT */
export function practiceMemberships(practice: Practice, pctOpened: IsoDate): NewFact[] {
  const from = later(pctOpened, pctsFormed);
  return spellsOf(practice.area.pct, from, lastDay).map((spell) =>
    claim(
      { kind: "MEMBERSHIP", from: practice.code, to: spell.pct, status: "ESTABLISHED" },
      spell.from,
      spell.to,
      madeUp(),
    ),
  );
}

export function consortiumMemberships({ code, areas, opened, closed }: Consortium): NewFact[] {
  return areas
    .flatMap((area) => spellsOf(area.pct, opened, closed))
    .map(({ pct, from, to }) =>
      claim({ kind: "MEMBERSHIP", from: code, to: pct, status: "SHADOW" }, from, to, madeUp()),
    );
}
