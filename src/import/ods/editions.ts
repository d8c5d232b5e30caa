import { contentOfRows } from "../../graph/statements/editions.ts";
import type { Covers } from "../../model/coverage.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { Edition } from "../../model/editions.ts";
import type { Publication } from "./publication.ts";
import type { IngestedMemberships, IngestedPractices } from "./read-files.ts";

/** What files of ODS state, as editions. */

type Read<R extends { readonly stated: readonly unknown[] }> = Pick<R, "stated">;

/** The first day of the CCGs, and so the first on which the register tells of practices' consortia. */
const firstOfCcgs = "2013-04-01" as IsoDate;
const lastOfPcts = "2013-03-31" as IsoDate;
/** The graph's first: what the register says of earlier days is not taken. */
const firstTaken = "2010-01-01" as IsoDate;

const ofPractices = { organisations: "PRACTICE" } as const;
const dayOf = ({ knownFrom }: Publication): IsoDate => knownFrom.slice(0, 10) as IsoDate;

/** Practices and the last parent of each: it ends no earlier parent but by a later one. */
export const practicesEdition = (
  { stated }: Read<IngestedPractices>,
  publication: Publication,
  file: string,
): Edition => ({
  source: "EPRACCUR",
  ...publication,
  partial: false,
  covers: [
    { ...ofPractices, matter: "DESCRIPTION", groups: null, from: null, to: dayOf(publication) },
    // Of each practice the parent of the day alone.
    { ...ofPractices, matter: "MEMBERSHIP", groups: null, from: dayOf(publication), to: dayOf(publication) },
  ],
  unclear: [],
  file,
  content: contentOfRows(stated),
  rows: stated,
});

/** The whole history of memberships since the register has commissioners that the graph is about. */
export const membershipsEdition = (
  { stated, unclear }: Read<IngestedMemberships> & Pick<IngestedMemberships, "unclear">,
  publication: Publication,
  partial: boolean,
  file: string,
): Edition => ({
  source: "EPCMEM",
  ...publication,
  partial,
  covers: partial ? [] : historyUntil(dayOf(publication)),
  unclear: [...unclear].sort(),
  file,
  content: contentOfRows(stated),
  rows: stated,
});

const historyUntil = (published: IsoDate): Covers[] => [
  { ...ofPractices, matter: "MEMBERSHIP", groups: "PCT", from: firstTaken, to: lastOfPcts },
  ...(published < firstOfCcgs
    ? []
    : [
        {
          ...ofPractices,
          matter: "MEMBERSHIP",
          groups: "CONSORTIUM",
          from: firstOfCcgs,
          to: published,
        } as const,
      ]),
];
