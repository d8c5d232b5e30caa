import { stillBelieved, stillThere } from "../model/dates.ts";
import { isOfRegister } from "../model/editions.ts";
import { claimIn, type Fact } from "../model/facts.ts";
import type { DatedDescription } from "./dated-description.ts";
import { factIdOf } from "./fact-id.ts";
import type { LoggedRevisions } from "./logged-revisions.ts";
import { storedFact } from "./statements/stored.ts";
import type { FactAsItLies } from "./statements/whole-graph.ts";

/** What no digest covers of clocks: how they lie in the graph, and what follows from one another. */

const clockNames = [
  ...["recordedAt", "retractedAt", "knownFrom", "knownTo"],
  ...["addedIn", "removedIn", "supersededIn"],
] as const;

/** A clock of a fact that is not as it was written. */
export interface ClockFault {
  readonly factId: string;
  readonly from: string;
  readonly name: string;
  /** As they lie in the graph; undefined where there is nothing. */
  readonly found: unknown;
  readonly expected: unknown;
}

export const clockSentence = ({ factId, from, name, found, expected }: ClockFault): string =>
  `Fact ${factId} of ${from} was changed after it was recorded: its ${name} is ${shown(found)}, and ${shown(expected)} was expected.`;

function shown(value: unknown): string {
  if (value === undefined || value === null) return "missing";
  if (value === stillThere) return `${stillThere} (still there)`;
  return value === stillBelieved ? `${stillBelieved} (still said)` : String(value);
}

/** A clock that should lie in the graph as `corrected` has it. */
export function faultOf<Name extends keyof Fact>(
  { fact, properties }: FactAsItLies,
  name: Name,
  corrected: Fact[Name],
): ClockFault {
  const expected = storedFact({ ...fact, [name]: corrected })[name];
  return { factId: fact.factId, from: fact.from, name, found: properties[name], expected };
}

/** @returns the faults of a fact that can be told from itself and the log's instants */
export function faultsOf(lying: FactAsItLies, log: LoggedRevisions): ClockFault[] {
  const { fact, properties } = lying;
  const { recordedAt, knownFrom = recordedAt, addedIn = log.added(fact) } = fact;
  const whole = storedFact({ ...fact, knownFrom, addedIn });
  const { factId, from } = fact;
  const lost = clockNames
    .filter((name) => properties[name] !== whole[name])
    .map((name) => ({ factId, from, name, found: properties[name], expected: whole[name] }));
  return [...lost, ...endFaults(lying, log), ...(isKnownAsRecorded(fact) ? knownFault(lying) : [])];
}

/** How a fact ended: when, by when it was said no more, and in which revision, all of them or none. */
function endFaults(lying: FactAsItLies, log: LoggedRevisions): ClockFault[] {
  const { retractedAt, knownTo, removedIn, supersededIn = null } = lying.fact;
  const ended = log.instantOf(removedIn ?? supersededIn ?? 0);
  if (retractedAt === null) {
    if (removedIn !== null && knownTo !== null && ended !== undefined)
      return [faultOf(lying, "retractedAt", ended)];
    if (removedIn !== null) return [faultOf(lying, "removedIn", null)];
    return knownTo === null ? [] : [faultOf(lying, "knownTo", null)];
  }
  if (removedIn !== null) return knownTo === null ? [faultOf(lying, "knownTo", retractedAt)] : [];
  if (supersededIn === null) return [];
  if (knownTo !== null) return [faultOf(lying, "knownTo", null)];
  return ended === undefined || ended === retractedAt ? [] : [faultOf(lying, "retractedAt", ended)];
}

/** Whether a fact is known from when it was recorded, as its id says that it has no edition. */
const isKnownAsRecorded = (fact: Fact): boolean => !isOfRegister(fact.source) && hasOwnInstant(fact);
const hasOwnInstant = (fact: Fact): boolean => fact.factId === factIdOf(claimIn(fact), fact.recordedAt);

function knownFault(lying: FactAsItLies): ClockFault[] {
  const { knownFrom, recordedAt } = lying.fact;
  return (knownFrom ?? recordedAt) === recordedAt ? [] : [faultOf(lying, "knownFrom", recordedAt)];
}

/**
 * What programs before version 5 of the schema imported of the register: all that one import brought of a source is known
 * from one publication, or all of it from when it was recorded.
 */
export class RegisterKnownTimes {
  readonly #bySource = new Map<string, Map<string, FactAsItLies[]>>();

  take(lying: FactAsItLies): void {
    const { source, addedIn, knownFrom, recordedAt } = lying.fact;
    if (!isOfRegister(source) || !hasOwnInstant(lying.fact)) return;
    const key = `${source} ${addedIn}`;
    const times = this.#bySource.get(key) ?? new Map<string, FactAsItLies[]>();
    const time = knownFrom ?? recordedAt;
    this.#bySource.set(key, times.set(time, [...(times.get(time) ?? []), lying]));
  }

  /** Those that are not known as most of their import are. */
  faults(): ClockFault[] {
    return [...this.#bySource.values()].flatMap((times) => {
      const [commonest, ...others] = [...times.values()].sort((a, b) => b.length - a.length);
      const expected = commonest?.[0]?.fact.knownFrom;
      return expected === undefined
        ? []
        : others.flat().map((lying) => faultOf(lying, "knownFrom", expected));
    });
  }
}

/** What is wrong with the ends of a description: null where they fit one another and the log's instants. */
export function descriptionFault(
  {
    organisation: { code },
    recordedAt,
    retractedAt,
    knownTo,
    removedIn,
    supersededIn = null,
  }: DatedDescription,
  log: LoggedRevisions,
): string | null {
  const last = removedIn ?? supersededIn;
  const expected = last === null ? null : (log.instantOf(last) ?? null);
  if (retractedAt === expected && (removedIn === null) === (knownTo === null)) return null;
  return `A description of ${code}, recorded at ${recordedAt}, was changed after it was recorded: it ended at ${retractedAt}, known to ${knownTo}, in revision ${removedIn}, superseded in ${supersededIn}; expected ${expected} and the others to fit.`;
}
