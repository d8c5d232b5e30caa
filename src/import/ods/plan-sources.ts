import type { Source } from "../../model/source.ts";
import type { Known } from "./known.ts";
import { type FileKind, odsSources } from "./layouts.ts";

const notStated = "not stated";

/** The sources to write, so that what the files say cites the edition they are. */
export function planSources(
  kinds: readonly FileKind[],
  known: Known,
  published: Partial<Record<FileKind, string | undefined>>,
  changed: boolean,
): Source[] {
  return kinds.flatMap((kind) => {
    const { code, title } = odsSources[kind];
    const before = known.sources.get(code);
    // A file that says nothing new may still be the edition that was named before.
    const kept = changed ? notStated : (before?.published ?? notStated);
    const source: Source = {
      code,
      title,
      publisher: "NHS Digital (ODS)",
      published: published[kind] ?? kept,
      url: "https://digital.nhs.uk/services/organisation-data-service",
      licence: "Open Government Licence v3",
    };
    const same = before !== undefined && before.published === source.published && before.title === title;
    return same ? [] : [source];
  });
}
