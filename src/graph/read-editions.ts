import { compareText } from "../model/trust.ts";
import type { Statement } from "./graph.ts";
import { heldEditionParts, heldEditions, type StoredEdition } from "./statements/editions.ts";

type Read = <P extends object, R>(statement: Statement<P, R>, params: P) => Promise<R[]>;

/** All editions that the graph holds, by name. */
export async function storedEditions(read: Read): Promise<StoredEdition[]> {
  const editions = await read(heldEditions, {});
  if (editions.length === 0) return [];
  const parts = (await read(heldEditionParts, {})).sort((a, b) => a.at - b.at);
  return editions
    .map((edition) => ({
      ...edition,
      parts: parts.filter(({ name }) => name === edition.name).map(({ rows }) => rows),
    }))
    .sort((a, b) => compareText(a.name, b.name));
}
