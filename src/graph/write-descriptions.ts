import type { RedescribedOrganisation } from "../model/audit.ts";
import {
  type Instant,
  type IsoDate,
  openEnd,
  stillBelieved,
  stillThere,
  unknownStart,
} from "../model/dates.ts";
import { kindNames } from "../model/kinds.ts";
import type { Description } from "../model/organisation.ts";
import { searchTextOf } from "../model/search.ts";
import type { DescriptionChange } from "./dated-description.ts";
import type { recordFacts } from "./statements/recording.ts";
import {
  endDescriptions,
  findAlsoBy,
  formerClocks,
  formerEnd,
  formerProperties,
  recordDescriptions,
  redescribeOrganisations,
  supersedeDescriptions,
} from "./statements/recording.ts";
import { storedDescription } from "./statements/stored.ts";
import { storedClocks } from "./statements/stored-history.ts";

/** When a change is recorded, and the revision that it makes. */
export interface Moment {
  readonly recordedAt: Instant;
  readonly revision: number;
}

/** Writes things some thousand at a time, a row each, which is made of it when its turn comes. */
export type DescriptionWrite = <T>(
  statement: ReturnType<typeof recordFacts>,
  things: readonly T[],
  rowOf: (thing: T) => Record<string, unknown>,
) => Promise<void>;

/** The clocks on an organisation's node. */
const nodeClocks = (of: Moment & { readonly knownFrom: Instant; readonly validFrom: string | null }) => ({
  describedAt: of.recordedAt,
  describedIn: of.revision,
  describedKnownFrom: of.knownFrom,
  describedFrom: of.validFrom ?? unknownStart,
});

interface Redescription {
  readonly organisation: RedescribedOrganisation;
  /** What the description before it says; null where that is not known. */
  readonly before: Description | null;
  readonly knownFrom: Instant;
  readonly validFrom: IsoDate | null;
  /** How long that was known; null where the new one takes its place for all times. */
  readonly until: Instant | null;
}

/** A row of `redescribeOrganisations`: with what is another than before, since all would take twice as long to write. */
export const redescribedRow = (
  { organisation, before, until, ...clocks }: Redescription,
  { recordedAt, revision }: Moment,
) => ({
  code: organisation.code,
  description: {
    ...changedProperties(storedDescription(organisation), before && storedDescription(before)),
    ...nodeClocks({ recordedAt, revision, ...clocks }),
  },
  former: formerEnd.of({
    ...{ retractedAt: recordedAt, knownTo: until ?? stillBelieved, validTo: openEnd },
    removedIn: until === null ? stillThere : revision,
    supersededIn: until === null ? revision : stillThere,
  }),
});

const changedProperties = (now: StoredProperties, before: StoredProperties | null): StoredProperties =>
  before === null
    ? now
    : Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));

type StoredProperties = Readonly<Record<string, unknown>>;

/** Writes what editions say of organisations. What is superseded or ended goes first, so that it is found as it was. */
export async function writeDescriptions(
  write: DescriptionWrite,
  changes: readonly DescriptionChange[],
  at: Moment,
): Promise<void> {
  const of = <K extends DescriptionChange["kind"]>(kind: K) =>
    changes.filter((change): change is Extract<DescriptionChange, { kind: K }> => change.kind === kind);
  const { recordedAt, revision } = at;
  await write(supersedeDescriptions, of("superseded"), ({ description }) => ({
    ...placeOf(description),
    ...{ retractedAt: recordedAt, supersededIn: revision },
  }));
  await write(endDescriptions, of("ended"), ({ description, until }) => ({
    ...placeOf(description),
    ...{ retractedAt: recordedAt, knownTo: until, removedIn: revision },
  }));
  await write(
    redescribeOrganisations,
    of("present"),
    ({ description: { organisation, knownFrom, validFrom }, before, until }) =>
      redescribedRow({ organisation, before, knownFrom, validFrom, until }, at),
  );
  await write(recordDescriptions, of("former"), ({ description: { organisation, ...clocks } }) => {
    const { code, kind } = organisation;
    const ended = clocks.knownTo !== null;
    return {
      code,
      description: formerProperties.of({
        ...storedDescription(organisation, kindNames[kind]),
        ...{ code, kind, ...nodeClocks({ ...at, ...clocks }) },
      }),
      clocks: formerClocks.of(
        storedClocks({
          ...{ ...clocks, recordedAt, addedIn: revision },
          ...(ended ? { retractedAt: recordedAt, removedIn: revision } : {}),
        }),
      ),
    };
  });
}

/**
 * Has organisations found by what they are called now, too. Last in a transaction: where they are many, the embedded engine
 * answers no search from then on until it ends.
 */
export async function writeNames(
  write: DescriptionWrite,
  redescribed: readonly RedescribedOrganisation[],
  changes: readonly DescriptionChange[],
): Promise<void> {
  const called = changes.flatMap((change) =>
    "isNewName" in change && change.isNewName ? [change.description.organisation] : [],
  );
  await write(findAlsoBy, [...redescribed, ...called], (organisation) => ({
    code: organisation.code,
    searchText: searchTextOf(organisation),
  }));
}

const placeOf = ({
  organisation: { code },
  knownFrom,
  validFrom,
  validTo,
}: DescriptionChange["description"]) => ({
  ...{ code, knownFrom },
  ...{ validFrom: validFrom ?? unknownStart, validTo: validTo ?? openEnd },
});
