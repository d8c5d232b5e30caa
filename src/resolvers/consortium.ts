import { BadUserInput } from "../model/errors.ts";
import { kindNames } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import { listOf } from "./list.ts";

/** Registered patients of the practices under an organisation on its as-of date; null where none of them was counted. */
export function patientsUnder(context: Context, parent: Organisation): Promise<number | null> {
  const link = { from: kindNames[parent.kind], name: "practices", to: "Practice" } as const;
  return listOf(context, "Practice", { link, parent }, parent, {}).patients();
}

/** The wave in which a consortium was named a pathfinder, once it has been. */
export function pathfinderWave({ pathfinderFrom, pathfinderWave, asOf }: Organisation): number | null {
  return pathfinderFrom !== null && pathfinderFrom <= asOf ? pathfinderWave : null;
}

/**
 * What a consortium would have to buy support with; null where its patients were not counted.
 * @throws BadUserInput for a negative amount, or a low end above the high one
 */
export async function managementAllowance(
  context: Context,
  consortium: Organisation,
  args: {
    readonly perPatientLow?: number | null | undefined;
    readonly perPatientHigh?: number | null | undefined;
  },
): Promise<{ lowGbp: number; highGbp: number } | null> {
  const low = args.perPatientLow ?? 9;
  const high = args.perPatientHigh ?? 12;
  if (!(low >= 0 && high >= low)) {
    throw new BadUserInput(
      `perPatientLow: ${low} and perPatientHigh: ${high} are no range: expected pounds from 0 up, the low end first, such as 9 and 12.`,
    );
  }
  const patients = await patientsUnder(context, consortium);
  if (patients === null) return null;
  return { lowGbp: patients * low, highGbp: patients * high };
}
