import type { Practice } from "./practices.ts";
import type { Random } from "./random.ts";

/** A number of practices whose patients come as near to `patients` as swapping single ones brings them. */
export function choosePractices(
  candidates: readonly Practice[],
  count: number,
  patients: number,
  random: Random,
): Practice[] {
  const order = random.shuffled(candidates);
  const [chosen, others] = [order.slice(0, count), order.slice(count)];
  let missing = patients - patientsOfPractices(chosen);
  for (let tries = 0; Math.abs(missing) > 50 && tries < 200_000; tries++) {
    const [here, there] = [random.integer(0, count - 1), random.integer(0, others.length - 1)];
    const [mine, theirs] = [chosen[here], others[there]];
    if (!mine || !theirs) continue;
    const after = missing - (theirs.listSize - mine.listSize);
    if (Math.abs(after) >= Math.abs(missing)) continue;
    [chosen[here], others[there], missing] = [theirs, mine, after];
  }
  return chosen;
}

/** As many practices as have about `patients` patients together. */
export function choosePatients(
  candidates: readonly Practice[],
  patients: number,
  random: Random,
): Practice[] {
  const average = patientsOfPractices(candidates) / candidates.length;
  return choosePractices(candidates, Math.round(patients / average), patients, random);
}

export function patientsOfPractices(practices: readonly Practice[]): number {
  return practices.reduce((sum, practice) => sum + practice.listSize, 0);
}
