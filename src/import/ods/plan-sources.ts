import { byPublication, type Edition } from "../../model/editions.ts";
import type { Source } from "../../model/source.ts";
import { odsSources } from "./layouts.ts";

/** The sources to write, so that what the editions say cites the latest of them. */
export function planSources(editions: readonly Edition[], stored: ReadonlyMap<string, Source>): Source[] {
  return Object.values(odsSources).flatMap(({ code, title }) => {
    const latest = editions
      .filter(({ source }) => source === code)
      .sort(byPublication)
      .at(-1);
    if (!latest) return [];
    const source: Source = {
      code,
      title,
      publisher: "NHS Digital (ODS)",
      published: latest.published,
      url: "https://digital.nhs.uk/services/organisation-data-service",
      licence: "Open Government Licence v3",
    };
    const before = stored.get(code);
    return before?.published === source.published && before.title === title ? [] : [source];
  });
}
