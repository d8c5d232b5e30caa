import type { Instant } from "../model/dates.ts";
import type { Fact } from "../model/facts.ts";
import { linesOf, modulo, numberOf } from "./audit-digest.ts";
import { type ClockFault, faultOf } from "./clock-faults.ts";
import type { LoggedRevisions } from "./logged-revisions.ts";
import type { FactAsItLies } from "./statements/whole-graph.ts";

/** By revision, what its record in the log sums up more than the graph holds of it. */
export type Lacking = Map<number, bigint>;
type Clock = "addedIn" | "removedIn" | "supersededIn" | "knownFrom" | "knownTo" | "retractedAt";
/** One clock of a fact as it may have been. */
type Correction = { readonly [Name in Clock]: { readonly name: Name; readonly value: Fact[Name] } }[Clock];
type Propose = (fact: Fact, lacking: Lacking) => readonly Correction[];

/** Of more revisions than this only what follows from instants is looked for. */
const maxRevisions = 20;

/**
 * Finds the facts whose clocks were changed, where revisions lack something: those that with one clock as it may have been
 * would add up to what the log tells. First by when they were recorded and taken back, then by trying what is there.
 * @param lacking what was found is taken off it
 * @param instants by when something had been said
 */
export async function changedClocks(
  facts: () => AsyncIterable<FactAsItLies>,
  lacking: Lacking,
  log: LoggedRevisions,
  instants: readonly Instant[],
): Promise<ClockFault[]> {
  const faults: ClockFault[] = [];
  for (const [propose, isExact] of [
    [byInstants(log), false],
    [byTrying(log, instants), true],
  ] as const) {
    if (lacking.size === 0 || (isExact && lacking.size > maxRevisions)) break;
    for await (const lying of facts()) {
      for (const correction of propose(lying.fact, lacking))
        if (accountsFor(lying.fact, correction, lacking, isExact))
          faults.push(faultOf(lying, correction.name, correction.value));
    }
  }
  return faults;
}

/** Takes a correction off what is lacking, where it is of revisions that lack something; `isExact`: of what they lack. */
function accountsFor(fact: Fact, { name, value }: Correction, lacking: Lacking, isExact: boolean): boolean {
  const change = new Map<number, bigint>();
  const add = (of: Fact, sign: bigint) => {
    for (const { revision, text } of linesOf(of))
      change.set(revision ?? 0, modulo((change.get(revision ?? 0) ?? 0n) + sign * numberOf(text)));
  };
  add({ ...fact, [name]: value }, 1n);
  add(fact, -1n);
  const changed = [...change].filter(([, more]) => more !== 0n);
  const fits = changed.every(([revision, more]) =>
    isExact ? lacking.get(revision) === more : lacking.has(revision),
  );
  if (changed.length === 0 || !fits) return false;
  for (const [revision, more] of changed) {
    const left = modulo((lacking.get(revision) ?? 0n) - more);
    if (left === 0n) lacking.delete(revision);
    else lacking.set(revision, left);
  }
  return true;
}

const byInstants =
  (log: LoggedRevisions): Propose =>
  (fact) => {
    const { retractedAt, removedIn, knownTo, addedIn } = fact;
    const corrections: Correction[] = [];
    const added = log.added(fact);
    if (added !== addedIn) corrections.push({ name: "addedIn", value: added });
    if (retractedAt === null) return corrections;
    const value = log.at(retractedAt);
    const name = removedIn !== null || knownTo !== null ? "removedIn" : "supersededIn";
    if (fact[name] !== value) corrections.push({ name, value });
    return corrections;
  };

const byTrying =
  (log: LoggedRevisions, instants: readonly Instant[]): Propose =>
  ({ addedIn, removedIn, supersededIn = null, retractedAt, knownFrom, knownTo }, lacking) => {
    const corrections: Correction[] = [];
    const revisions = [...lacking.keys()];
    const isOf = (revision: number | null) => revision === null || lacking.has(revision);
    if (isOf(addedIn)) {
      for (const value of revisions) corrections.push({ name: "addedIn", value });
      for (const value of instants) if (value !== knownFrom) corrections.push({ name: "knownFrom", value });
    }
    // None at last: what fits two revisions fits better than what fits one of them.
    if (isOf(supersededIn))
      for (const value of [...revisions, null]) corrections.push({ name: "supersededIn", value });
    if (!isOf(removedIn)) return corrections;
    for (const value of [...revisions, null]) corrections.push({ name: "removedIn", value });
    const ended = removedIn === null ? undefined : log.instantOf(removedIn);
    if (ended === undefined) return corrections;
    corrections.push({ name: "retractedAt", value: ended });
    for (const value of [retractedAt, ended, ...instants])
      if (value !== knownTo) corrections.push({ name: "knownTo", value });
    return corrections;
  };
