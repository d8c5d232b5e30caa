import { firstInstantOf, isDateMonthOrYear } from "../model/dates.ts";
import { registerSources } from "../model/editions.ts";
import type { Transaction } from "./graph.ts";
import { storedSourcesByCode } from "./statements/import-state.ts";
import {
  revisionsOfSource,
  writeKnownTimeOfDescriptions,
  writeKnownTimeOfFacts,
  writeKnownTimeOfFormer,
} from "./statements/known-time.ts";
import { storedCodes } from "./statements/whole-graph.ts";

const atOnce = 500;

/**
 * Writes into a graph of an earlier schema by when each fact and description had been said: by the publication of its
 * edition, where one is stated and no other was imported of its source; else when it was recorded.
 * @returns what was done
 */
export async function writeKnownTime(transaction: Transaction): Promise<string> {
  const { editions, unclear } = await statedEditions(transaction);
  const codes = await transaction.run(storedCodes, {});
  let facts = 0;
  for (let start = 0; start < codes.length; start += atOnce) {
    const params = { codes: codes.slice(start, start + atOnce), editions };
    const [written = 0] = await transaction.run(writeKnownTimeOfFacts, params);
    facts += written;
    await transaction.run(writeKnownTimeOfFormer, params);
    await transaction.run(writeKnownTimeOfDescriptions, params);
  }
  const again =
    unclear.length === 0
      ? ""
      : `; ${unclear.join(" and ")} do not tell which edition each came from: import those files again, each with --published`;
  return `known time was written for ${facts} facts${again}`;
}

/** Of the register's sources, those of which one edition was imported that says when it was published. */
async function statedEditions(transaction: Transaction) {
  const sources = await transaction.run(storedSourcesByCode, { codes: registerSources });
  const editions = [];
  const unclear = [];
  for (const { code, published } of sources) {
    const revisions = await transaction.run(revisionsOfSource, { source: code });
    if (revisions.length === 1 && isDateMonthOrYear(published))
      editions.push({ source: code, published: firstInstantOf(published) });
    else if (revisions.length > 0) unclear.push(code);
  }
  return { editions, unclear };
}
