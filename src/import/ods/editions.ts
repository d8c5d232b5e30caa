import { contentOfRows } from "../../graph/statements/editions.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { Covered, Edition } from "../../model/editions.ts";
import type { Publication } from "./publication.ts";
import type { IngestedMemberships, IngestedPractices } from "./read-files.ts";

/** What files of ODS state, as editions. */

type Read<R extends { readonly stated: readonly unknown[] }> = Pick<R, "stated">;

const untilPublished = (
  { knownFrom }: Publication,
  matter: Covered["matter"],
  from: string | null,
): Covered => ({
  ...{ matter, organisations: "PRACTICE", from: from as IsoDate | null },
  to: knownFrom.slice(0, 10) as IsoDate,
});

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
    untilPublished(publication, "DESCRIPTION", null),
    untilPublished(publication, "MEMBERSHIP", publication.knownFrom.slice(0, 10)),
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
  covers: [untilPublished(publication, "MEMBERSHIP", "2010-01-01")],
  unclear: [...unclear].sort(),
  file,
  content: contentOfRows(stated),
  rows: stated,
});
