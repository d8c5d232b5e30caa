import type { Code } from "../../model/code.ts";
import type { LoggedFact } from "../../model/facts.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Description } from "../../model/organisation.ts";
import { searchTextOf } from "../../model/search.ts";
import { storedDescription, storedOrganisation } from "./stored.ts";

/** An organisation with every description that was ever believed, the earliest first: at least one. */
interface History {
  readonly code: Code;
  readonly kind: OrganisationKind;
  readonly descriptions: readonly (Description & Pick<LoggedFact, "recordedAt" | "addedIn">)[];
}

/** The properties of an organisation's node after all of its descriptions, as if they had been recorded one by one. */
export function storedHistory({ code, kind, descriptions }: History): Record<string, unknown> {
  const [first, last] = [descriptions[0], descriptions.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`${code} has no description`);
  return {
    ...storedOrganisation({ ...last, code, kind }, first.recordedAt, first.addedIn ?? null),
    describedAt: last.recordedAt,
    describedIn: last.addedIn ?? null,
    searchText: searchTextsOf({ code, descriptions }),
  };
}

/** It is found by its former names too. */
function searchTextsOf({ code, descriptions }: Pick<History, "code" | "descriptions">): string {
  return descriptions
    .map((description) => searchTextOf({ ...description, code }))
    .reduce((found, text) => (` ${found} `.includes(` ${text} `) ? found : `${found} ${text}`));
}

/** A row for each description that another took the place of. */
export function storedFormer({ code, kind, descriptions }: History) {
  const [first] = descriptions;
  return descriptions.slice(0, -1).map((was, at) => ({
    code,
    description: {
      ...storedDescription(was),
      ...{ code, kind, recordedAt: first?.recordedAt, describedAt: was.recordedAt },
      ...{ addedIn: first?.addedIn ?? null, describedIn: was.addedIn ?? null },
    },
    recordedAt: was.recordedAt,
    retractedAt: descriptions[at + 1]?.recordedAt,
    addedIn: was.addedIn ?? null,
    removedIn: descriptions[at + 1]?.addedIn ?? null,
  }));
}
