import {
  type Description,
  type DescriptionColumn,
  type DescriptionField,
  descriptionFields,
} from "../vocabulary/description.ts";
import type { Code } from "./code.ts";
import { type Clocks, clockNames, type IsoDate, openEnd, unknownStart } from "./dates.ts";
import type { OrganisationKind } from "./kinds.ts";

export type { Description };

/** The days on which an organisation exists. */
export type Lifetime = Pick<Description, "opened" | "closed">;

export const existsOn = ({ opened, closed }: Lifetime, day: IsoDate): boolean =>
  (opened ?? unknownStart) <= day && day <= (closed ?? openEnd);

/** An organisation to be written down. */
export interface OrganisationRecord extends Description {
  readonly kind: OrganisationKind;
  readonly code: Code;
}

/** An organisation as read: its description as believed at `knownAt`, seen on `asOf`. */
export interface Organisation extends OrganisationRecord, Clocks {}

/**
 * Keeps the record and the clocks, and answers their fields: to copy them takes twice as long, and each list would copy
 * thousands. So they are not its own: what spreads it has none of them.
 */
class Seen {
  readonly #record: OrganisationRecord;
  readonly #clocks: Clocks;
  readonly code: Code;
  readonly kind: OrganisationKind;

  constructor(record: OrganisationRecord, clocks: Clocks) {
    this.#record = record;
    this.#clocks = clocks;
    this.code = record.code;
    this.kind = record.kind;
  }

  static {
    const answer = (name: string, get: (this: Seen) => unknown) =>
      Object.defineProperty(Seen.prototype, name, { get });
    for (const name of Object.keys(descriptionFields) as DescriptionColumn[])
      answer(name, function () {
        return this.#record[name];
      });
    for (const name of clockNames)
      answer(name, function () {
        return this.#clocks[name];
      });
  }

  /** Those that were given; what is no organisation that was read has none. */
  static clocksOf(seen: object): Clocks | undefined {
    return #clocks in seen ? seen.#clocks : undefined;
  }
}

/** An organisation as read at the clocks. @param clocks the same object for all of a list, by which they are told apart soonest */
export const seenAt = (record: OrganisationRecord, clocks: Clocks): Organisation =>
  new Seen(record, clocks) as unknown as Organisation;

/** The clocks of something that was read at them. */
export const clocksIn = (at: Clocks): Clocks => {
  const given = Seen.clocksOf(at);
  if (given) return given;
  const { asOf, knownAt, atRevision, pinned, revisionPinned } = at;
  return { asOf, knownAt, atRevision, pinned, revisionPinned };
};

type Optional = Exclude<DescriptionColumn, "name" | "confidence" | "source">;

/** A description in which nothing optional is known. */
export const undescribed = Object.fromEntries(
  Object.entries<DescriptionField>(descriptionFields)
    .filter(([, { needed }]) => !needed)
    .map(([name]) => [name, null]),
) as Readonly<Record<Optional, null>>;

/**
 * A record of an organisation of which nothing is said yet, with every key in its place: an object that gets so many keys
 * one by one is a hash table to V8, which takes 1.6 kB, and not 230 bytes.
 */
export const blankOrganisation = Object.fromEntries(
  ["code", "kind", ...Object.keys(descriptionFields)].map((name) => [name, null]),
) as Readonly<Record<keyof OrganisationRecord, null>>;
