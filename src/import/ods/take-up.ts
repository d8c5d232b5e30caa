import type { Transaction } from "../../graph/graph.ts";
import type { GraphChanges } from "../../graph/recorder.ts";
import { editionRows } from "../../graph/statements/editions.ts";
import { isOfRegister } from "../../model/editions.ts";
import { foldRegister } from "./fold.ts";
import { readStored } from "./stored-register.ts";

/**
 * What the editions of the register said of bodies that the graph did not hold then, or of their days as it had them,
 * once it says otherwise: the same as if they were imported again.
 * @returns nothing where there is no edition, or all is there as they say it
 */
export async function leftBehind(transaction: Transaction): Promise<GraphChanges | null> {
  const stored = await transaction.run(editionRows, {});
  if (!stored.some(({ source }) => isOfRegister(source))) return null;
  const register = await readStored((statement, params) => transaction.run(statement, params));
  const changes = await foldRegister(register, []);
  return Object.values(changes).some((of) => of.length > 0) ? changes : null;
}
