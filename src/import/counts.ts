import { countsIn, type SaidCount, withCounts, withoutCounts } from "../graph/counted.ts";
import type { DatedDescription, DescriptionChange, SaidDescription } from "../graph/dated-description.ts";
import { differenceOf } from "../graph/described.ts";
import type { GraphRead } from "../graph/graph.ts";
import { storedEditions } from "../graph/read-editions.ts";
import { readEdition } from "../graph/statements/editions.ts";
import { descriptionsBeside, descriptionsOnNodes } from "../graph/statements/whole-graph.ts";
import type { Code } from "../model/code.ts";
import { type CountsEdition, editionName, isOfRegister } from "../model/editions.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import { compareText } from "../model/trust.ts";

/** Counts of patients as files state them. They are kept as they were read, whatever the graph holds then, and told of practices once it does. */

/** All that the kept files say of each practice: of one instant by name of the source. */
export type CountsByCode = ReadonlyMap<Code, readonly SaidCount[]>;

export async function readCounts(read: GraphRead): Promise<CountsByCode> {
  return countsByCode(await storedCounts(read));
}

/** The files that were kept. */
export async function storedCounts(read: GraphRead): Promise<CountsEdition[]> {
  const stored = await storedEditions(read, (source) => !isOfRegister(source));
  return stored.map((edition) => readEdition(edition) as CountsEdition);
}

export function countsByCode(editions: readonly CountsEdition[]): CountsByCode {
  const byCode = new Map<Code, SaidCount[]>();
  const inOrder = editions.toSorted(
    (a, b) => compareText(a.source, b.source) || compareText(editionName(a), editionName(b)),
  );
  for (const { source, knownFrom, rows } of inOrder) {
    for (const { practice, listSize, listSizeOn, confidence } of rows) {
      const known = byCode.get(practice) ?? [];
      byCode.set(practice, known);
      known.push({ listSize, listSizeOn, source, confidence, knownFrom });
    }
  }
  return byCode;
}

/** Descriptions with the counts that are kept, and with those that the graph has of the practice besides. */
export const counted = (
  said: readonly SaidDescription[],
  there: readonly DatedDescription[],
  stored: readonly SaidCount[] = [],
): SaidDescription[] => withCounts(said, [...countsIn(there, stored), ...stored]);

/** Few enough that what was read of them, on its way from the engine, takes little memory. */
const codesAtOnce = 50;

/** As many as one statement writes: all together would take more memory than the rest of an import. */
const changesAtOnce = 500;

/** What to write so that practices are described with the counts that are kept of them. */
export async function* countedAnew(
  read: GraphRead,
  codes: readonly Code[],
  counts: CountsByCode,
): AsyncGenerator<readonly DescriptionChange[]> {
  const named = codes.filter((code) => counts.has(code));
  let changes: DescriptionChange[] = [];
  for (let start = 0; start < named.length; start += codesAtOnce) {
    const descriptions = await readDescriptions(read, named.slice(start, start + codesAtOnce), "Practice");
    for (const [code, there] of descriptions)
      changes.push(...differenceOf(counted(withoutCounts(there), there, counts.get(code)), there));
    if (changes.length < changesAtOnce) continue;
    yield changes;
    changes = [];
  }
  if (changes.length > 0) yield changes;
}

/** How organisations are described, by all that counts now. @param entity their kind, where all are of one */
export async function readDescriptions(
  read: GraphRead,
  codes: readonly Code[],
  entity: OrganisationEntity = "Organisation",
): Promise<Map<Code, DatedDescription[]>> {
  const byCode = new Map<Code, DatedDescription[]>();
  for (let start = 0; start < codes.length; start += codesAtOnce) {
    const some = { codes: codes.slice(start, start + codesAtOnce) };
    for (const described of await read(descriptionsOnNodes(entity), some))
      byCode.set(described.organisation.code, [described]);
    for (const described of await read(descriptionsBeside(entity), some))
      byCode.get(described.organisation.code)?.push(described);
  }
  return byCode;
}
