import type { Code } from "../../model/code.ts";
import { firstDayOf, type IsoDate, isDateMonthOrYear } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";
import { joined } from "../claim.ts";
import { datasetStart, type Part } from "../seed.ts";

const firstEvidence = "first day: the first that is known of it";

/** Kinds that no register lists: that they exist is known from what is said of them. */
const unregistered: readonly OrganisationKind[] = ["CONSORTIUM", "SUPPORT_PROVIDER"];

/**
 * Gives consortia and support providers without an opening day the day of the first that is known of them, which the
 * note says: without one they would stand for ever. That is the earliest of the facts that name them, of their naming as
 * a pathfinder, and of the publication that tells of them; the first day of the dataset where none has a date.
 * A fact about one of them without a first day starts with it, for the same reason.
 * @param stated days that the tables give beside them
 */
export function fromFirstEvidence(
  { organisations, facts }: Part,
  sources: readonly Source[],
  stated: ReadonlyMap<Code, IsoDate>,
): Part {
  const days = new Map([...stated].map(([code, day]) => [code, [day]]));
  const add = (code: Code, day: IsoDate | null) => {
    if (day !== null) days.set(code, [...(days.get(code) ?? []), day]);
  };
  for (const fact of facts) {
    add(fact.from, fact.validFrom);
    if ("to" in fact) add(fact.to, fact.validFrom);
  }
  const published = new Map(sources.map(({ code, published }) => [code, published]));
  const dated = organisations.map((organisation) => {
    const { kind, opened, code, pathfinderFrom, source, note } = organisation;
    if (opened !== null || !unregistered.includes(kind)) return organisation;
    add(code, pathfinderFrom);
    add(code, dayOf(published.get(source)));
    const [first] = (days.get(code) ?? []).sort();
    return { ...organisation, ...openedOn(first, note) };
  });
  const opened = new Map(dated.map(({ code, opened }) => [code, opened]));
  return { organisations: dated, facts: facts.map((fact) => withinEvidence(fact, opened)) };
}

function withinEvidence(fact: NewFact, opened: ReadonlyMap<Code, IsoDate | null>): NewFact {
  if (fact.validFrom !== null) return fact;
  const [first] = [fact.from, ...("to" in fact ? [fact.to] : [])]
    .flatMap((code) => opened.get(code) ?? [])
    .sort()
    .reverse();
  if (first === undefined) return fact;
  return {
    ...fact,
    validFrom: first,
    note: joined(fact.note, "start not stated: from when both ends are known"),
  };
}

const dayOf = (published: string | undefined): IsoDate | null =>
  published !== undefined && isDateMonthOrYear(published) ? firstDayOf(published) : null;

function openedOn(
  first: IsoDate | undefined,
  note: string | null,
): Pick<OrganisationRecord, "opened" | "note"> {
  if (first !== undefined) return { opened: first, note: joined(note, firstEvidence) };
  const opened = datasetStart.slice(0, 10) as IsoDate;
  return { opened, note: joined(note, "first day: that of the dataset, since no source gives one") };
}
