import { type FormName, formNames } from "./forms.ts";

/** What the address says of the page. */
export interface CurateChoice {
  /** The form that is open; null where none was chosen yet. */
  readonly form: FormName | null;
  /** Code of the organisation whose facts are to choose from. */
  readonly of: string | null;
  /** Id of the fact to end or to retract. */
  readonly fact: string | null;
  /** What other pages fill in, by the names of fields. */
  readonly given: Readonly<Record<string, string>>;
  /** Names what is typed here, so that it is found again: the address without its clocks. */
  readonly draft: string;
}

const clocks = ["asOf", "knownAt", "atRevision"];
const own = ["do", "of", "fact", ...clocks];

export function readCurateChoice(search: string): CurateChoice {
  const parameters = [...new URLSearchParams(search)].filter(([, value]) => value !== "");
  const all = Object.fromEntries(parameters);
  const subject = parameters.filter(([name]) => !clocks.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    form: formNames.find((name) => name === all.do) ?? null,
    of: all.of ?? null,
    fact: all.fact ?? null,
    given: Object.fromEntries(parameters.filter(([name]) => !own.includes(name))),
    draft: String(new URLSearchParams(subject)),
  };
}
