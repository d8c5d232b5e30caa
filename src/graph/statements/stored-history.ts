import type { Code } from "../../model/code.ts";
import { type Instant, openEnd, stillBelieved, stillThere, unknownStart } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Description } from "../../model/organisation.ts";
import { searchTextOf } from "../../model/search.ts";
import { earliest, type StoredClocks } from "../dated-description.ts";
import { storedDescription, storedOrganisation } from "./stored.ts";

/** An organisation with every description that was ever believed, the earliest first: at least one. */
interface History {
  readonly code: Code;
  readonly kind: OrganisationKind;
  readonly descriptions: readonly (Description & StoredClocks)[];
}

/** The properties of an organisation's node after all of its descriptions, as if they had been recorded one by one. */
export function storedHistory({ code, kind, descriptions }: History): Record<string, unknown> {
  const last = descriptions.at(-1);
  if (last === undefined) throw new Error(`${code} has no description`);
  return {
    ...storedOrganisation({ ...last, code, kind }, ...registered(descriptions)),
    describedAt: last.recordedAt,
    describedIn: last.addedIn ?? null,
    describedKnownFrom: last.knownFrom ?? null,
    describedFrom: last.knownFrom === undefined ? null : (last.validFrom ?? unknownStart),
    searchText: searchTextsOf({ code, descriptions }),
  };
}

/** When an organisation was heard of first, and in which revision. */
export function registered(descriptions: readonly StoredClocks[]): [Instant, number | null] {
  const revisions = descriptions.flatMap(({ addedIn }) => addedIn ?? []);
  const first = earliest(descriptions.map(({ recordedAt }) => recordedAt));
  if (first === undefined) throw new Error("An organisation without a description");
  return [first, earliest(revisions) ?? null];
}

/** It is found by its former names too. */
function searchTextsOf({ code, descriptions }: Pick<History, "code" | "descriptions">): string {
  return descriptions
    .map((description) => searchTextOf({ ...description, code }))
    .reduce((found, text) => (` ${found} `.includes(` ${text} `) ? found : `${found} ${text}`));
}

/** A row for each description that another took the place of. */
export function storedFormer({ code, kind, descriptions }: History) {
  const [recordedAt, addedIn] = registered(descriptions);
  return descriptions.slice(0, -1).map((was, at) => ({
    code,
    description: {
      ...storedDescription(was),
      ...{ code, kind, recordedAt, describedAt: was.recordedAt },
      ...{ addedIn, describedIn: was.addedIn ?? null },
      ...(was.knownFrom === undefined
        ? {}
        : { describedKnownFrom: was.knownFrom, describedFrom: was.validFrom ?? unknownStart }),
    },
    clocks: was.knownFrom === undefined ? upTo(was, descriptions[at + 1]) : storedClocks(was),
  }));
}

/** As programs before version 5 of the schema had it. */
const upTo = ({ recordedAt, addedIn }: StoredClocks, next: StoredClocks | undefined) => ({
  recordedAt,
  retractedAt: next?.recordedAt,
  addedIn: addedIn ?? null,
  removedIn: next?.addedIn ?? null,
});

/** The properties of the relationship to a description that another took the place of. */
export const storedClocks = (clocks: StoredClocks): Record<string, unknown> => ({
  recordedAt: clocks.recordedAt,
  retractedAt: clocks.retractedAt ?? stillBelieved,
  knownFrom: clocks.knownFrom,
  knownTo: clocks.knownTo ?? stillBelieved,
  validFrom: clocks.validFrom ?? unknownStart,
  validTo: clocks.validTo ?? openEnd,
  addedIn: clocks.addedIn,
  removedIn: clocks.removedIn ?? stillThere,
  supersededIn: clocks.supersededIn ?? stillThere,
});
