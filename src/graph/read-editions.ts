import { compareText } from "../model/trust.ts";
import type { GraphRead } from "./graph.ts";
import { editionPartRows, editionRows, type StoredEdition } from "./statements/editions.ts";

/** The editions that the graph holds, by name. @param wanted whether one is; all where absent */
export async function storedEditions(
  read: GraphRead,
  wanted: (source: string) => boolean = () => true,
): Promise<StoredEdition[]> {
  const editions = (await read(editionRows, {})).filter(({ source }) => wanted(source));
  if (editions.length === 0) return [];
  const names = editions.map(({ name }) => name);
  const parts = (await read(editionPartRows, { names })).sort((a, b) => a.at - b.at);
  return editions
    .map((edition) => ({
      ...edition,
      parts: parts.filter(({ name }) => name === edition.name).map(({ rows }) => rows),
    }))
    .sort((a, b) => compareText(a.name, b.name));
}
