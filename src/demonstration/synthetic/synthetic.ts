import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { type Correction, datasetStart, lastDay, type Part, type SeedFact } from "../seed.ts";
import { type Area, areasOf, trafford } from "./areas.ts";
import { correctedPractices, inTwoConsortia, memberAndOutside } from "./cases.ts";
import { type Consortium, madeUpConsortia } from "./consortia.ts";
import { memberHistory, outsideHistory, unclearHistory } from "./histories.ts";
import { money } from "./money.ts";
import {
  consortiumMemberships,
  consortiumRecord,
  practiceMemberships,
  practiceRecord,
} from "./organisations.ts";
import { causesOf } from "./outside.ts";
import { positionsOf } from "./positions.ts";
import { madeUpPractices, type Practice } from "./practices.ts";
import { randomFor } from "./random.ts";
import { type Roles, rolesOf } from "./roles.ts";
import { membershipFact } from "./spells.ts";

export interface Synthetic {
  readonly organisations: readonly OrganisationRecord[];
  readonly facts: readonly SeedFact[];
  readonly corrections: readonly Correction[];
}

/** The made-up layer: practices, their consortia and delegations, so that England adds up to what the articles report. */
export function synthetic(real: Part): Synthetic {
  const areas = areasOf(real);
  const positions = positionsOf(areas, real);
  const consortia = madeUpConsortia(areas, delegatingPcts(positions));
  const practices = madeUpPractices(areas, consortia);
  const roles = rolesOf(practices, new Set(positions.keys()));
  const causes = causesOf(roles.outside);
  const former = new Set([...causes.values()].flatMap(({ closed }) => (closed ? [closed] : [])));
  const madeUp = [...consortia.filter(({ isPublished }) => !isPublished), ...former];
  const { first, correction } = correctedPractices(roles.corrected);
  const members = [...roles.members, ...roles.corrected, ...roles.inTwoConsortia, ...roles.memberAndOutside];
  const opened = new Map(real.organisations.map((record) => [record.code, record.opened]));
  const facts = [
    ...practices.flatMap((practice) => practiceMemberships(practice, firstDay(practice.area, opened))),
    ...madeUp.flatMap(consortiumMemberships),
    ...histories(roles, consortia, causes),
    ...money(areas, real, positions, members),
  ];
  return {
    organisations: [...madeUp.map(consortiumRecord), ...practices.map(practiceRecord)],
    facts: [...facts.map((fact) => ({ ...fact, recordedAt: datasetStart })), ...first],
    corrections: [correction],
  };
}

/** The PCTs whose consortia stay open, so that what they delegate in 2011/12 stays as reported. */
function delegatingPcts(positions: ReturnType<typeof positionsOf>): Set<Code> {
  return new Set([
    trafford,
    ...[...positions].flatMap(([pct, at]) => (at === "DELEGATED_OR_READY" ? [pct] : [])),
  ]);
}

/** Solihull's practices were there under the care trust before the PCT opened. */
function firstDay(area: Area, opened: ReadonlyMap<Code, IsoDate | null>): IsoDate {
  const start = opened.get(area.pct);
  return start && start < "2011" ? start : ("2006-10-01" as IsoDate);
}

function histories(
  roles: Roles,
  consortia: readonly Consortium[],
  causes: ReturnType<typeof causesOf>,
): NewFact[] {
  const inputs = { consortia, random: randomFor("histories") };
  return [
    ...roles.members.flatMap((practice) => memberHistory(practice, inputs)),
    ...[...causes].flatMap(([practice, cause]) =>
      outsideHistory(practice, cause.reason, cause.closed, inputs),
    ),
    ...roles.unclear.flatMap((practice) => unclearHistory(practice, inputs)),
    ...roles.inTwoConsortia.flatMap((practice) => inTwoConsortia(practice, consortia)),
    ...roles.memberAndOutside.flatMap(memberAndOutside),
    ...inReal(roles.huntsHealth, "hunts-health" as Code),
    ...inReal(roles.borderline, "borderline-commissioning-consortium" as Code),
  ];
}

/** A3 counts ten and four practices in the two consortia of Cambridgeshire. */
function inReal(practices: readonly Practice[], consortium: Code): NewFact[] {
  return practices.map((practice) => membershipFact(practice, consortium, "2010-10-01" as IsoDate, lastDay));
}
