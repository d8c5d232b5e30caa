import type { PathfinderCount } from "../graph/statements/pathfinder-counts.ts";
import type { Instant, IsoDate } from "../model/dates.ts";
import type { LoggedFact, NewFact } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";

/** A fact of the seed with the instant at which the demonstration graph learned it. */
export type SeedFact = NewFact & { readonly recordedAt: Instant };

/** A later change of belief: what was retracted, and what was recorded instead, at one instant. */
export interface Correction {
  readonly recordedAt: Instant;
  readonly retracted: readonly LoggedFact[];
  readonly facts: readonly NewFact[];
}

/** One part of the seed: a table's organisations and the facts about them. */
export interface Part {
  readonly organisations: readonly OrganisationRecord[];
  readonly facts: readonly NewFact[];
}

/** All that the demonstration graph is made of. */
export interface Seed extends Part {
  readonly sources: readonly Source[];
  readonly facts: readonly SeedFact[];
  readonly corrections: readonly Correction[];
  readonly pathfinderCounts: readonly PathfinderCount[];
}

/** The record clock starts here: whatever is no article's news was known from the first day of the dataset. */
export const datasetStart = "2010-01-01T00:00:00.000Z" as Instant;
export const referenceDate = "2011-04-01" as IsoDate;
/** The last day of PCTs, clusters, SHAs and shadow consortia. */
export const lastDay = "2013-03-31" as IsoDate;
