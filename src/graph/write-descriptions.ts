import { type Instant, openEnd, stillBelieved, stillThere, unknownStart } from "../model/dates.ts";
import { kindNames } from "../model/kinds.ts";
import { searchTextOf } from "../model/search.ts";
import type { DescriptionChange } from "./dated-description.ts";
import type { recordFacts } from "./statements/recording.ts";
import {
  endDescriptions,
  findAlsoBy,
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
export const nodeClocks = (
  of: Moment & { readonly knownFrom: Instant; readonly validFrom: string | null },
) => ({
  describedAt: of.recordedAt,
  describedIn: of.revision,
  describedKnownFrom: of.knownFrom,
  describedFrom: of.validFrom ?? unknownStart,
});

/** How the description that was on the node ends. @param until null where another takes its place for all times */
export const formerEnd = ({ recordedAt, revision }: Moment, until: Instant | null) => ({
  ...{ retractedAt: recordedAt, knownTo: until ?? stillBelieved, validTo: openEnd },
  removedIn: until === null ? stillThere : revision,
  supersededIn: until === null ? revision : stillThere,
});

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
    ({ description: { organisation, ...clocks }, until }) => ({
      code: organisation.code,
      description: storedDescription(organisation, kindNames[organisation.kind]),
      clocks: nodeClocks({ ...at, ...clocks }),
      former: formerEnd(at, until),
    }),
  );
  await write(recordDescriptions, of("former"), ({ description: { organisation, ...clocks } }) => {
    const { code, kind } = organisation;
    const ended = clocks.knownTo !== null;
    return {
      code,
      description: storedDescription(organisation, kindNames[kind]),
      node: { code, kind, ...nodeClocks({ ...at, ...clocks }) },
      clocks: storedClocks({
        ...{ ...clocks, recordedAt, addedIn: revision },
        ...(ended ? { retractedAt: recordedAt, removedIn: revision } : {}),
      }),
    };
  });
  const foundAnew = [...of("present"), ...of("former")].filter(({ isNewName }) => isNewName);
  await write(findAlsoBy, foundAnew, ({ description: { organisation } }) => ({
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
