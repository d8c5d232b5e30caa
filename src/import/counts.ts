import { countsIn, type SaidCount, withCounts, withoutCounts } from "../graph/counted.ts";
import type { DatedDescription, DescriptionChange } from "../graph/dated-description.ts";
import { differenceOf, type SaidDescription } from "../graph/described.ts";
import type { Statement } from "../graph/graph.ts";
import { storedEditions } from "../graph/read-editions.ts";
import { readEdition } from "../graph/statements/editions.ts";
import { heldDescriptions, heldOrganisationsOf } from "../graph/statements/whole-graph.ts";
import type { Code } from "../model/code.ts";
import { type CountsEdition, isOfRegister } from "../model/editions.ts";
import { compareText } from "../model/trust.ts";

/** Counts of patients as files state them. They are kept as they were read, whatever the graph holds then, and told of practices once it does. */

/** Reads of a graph, or inside a transaction. */
export type Read = <P extends object, R>(statement: Statement<P, R>, params: P) => Promise<R[]>;

/** All that the kept files say of each practice: of one instant by name of the source. */
export type CountsByCode = ReadonlyMap<Code, readonly SaidCount[]>;

export async function readCounts(read: Read): Promise<CountsByCode> {
  const stored = await storedEditions(read, (source) => !isOfRegister(source));
  const byCode = new Map<Code, SaidCount[]>();
  for (const edition of stored.toSorted((a, b) => compareText(a.source, b.source))) {
    const { source, knownFrom, rows } = readEdition(edition) as CountsEdition;
    for (const { practice, ...count } of rows) {
      const known = byCode.get(practice) ?? [];
      byCode.set(practice, known);
      known.push({ ...count, source, knownFrom });
    }
  }
  return byCode;
}

/** Descriptions with the counts that are kept, and with those that the graph has of the practice besides. */
export const counted = (
  said: readonly SaidDescription[],
  there: readonly DatedDescription[],
  kept: readonly SaidCount[] = [],
): SaidDescription[] => withCounts(said, [...countsIn(there, kept), ...kept]);

const codesAtOnce = 2_000;

/** What to write so that practices are described with the counts that are kept of them. */
export async function countedAnew(read: Read, codes: readonly Code[]): Promise<DescriptionChange[]> {
  const counts = await readCounts(read);
  const named = codes.filter((code) => counts.has(code));
  const changes: DescriptionChange[] = [];
  for (let start = 0; start < named.length; start += codesAtOnce) {
    const descriptions = await readDescriptions(read, named.slice(start, start + codesAtOnce));
    for (const [code, there] of descriptions)
      changes.push(...differenceOf(counted(withoutCounts(there), there, counts.get(code)), there));
  }
  return changes;
}

/** How organisations are described, by all that counts now. */
export async function readDescriptions(
  read: Read,
  codes: readonly Code[],
): Promise<Map<Code, DatedDescription[]>> {
  const found = [
    ...(await read(heldOrganisationsOf, { codes })),
    ...(await read(heldDescriptions, { codes })),
  ];
  const byCode = new Map<Code, DatedDescription[]>();
  for (const described of found) {
    if (described.supersededIn !== null) continue;
    const { code } = described.organisation;
    const known = byCode.get(code);
    if (known) known.push(described);
    else byCode.set(code, [described]);
  }
  return byCode;
}
