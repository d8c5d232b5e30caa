import {
  type Instant,
  type IsoDate,
  latestRevision,
  openEnd,
  stillBelieved,
  unknownStart,
} from "../model/dates.ts";
import type { Fact, Recorded } from "../model/facts.ts";

/** What a fact or a description says of its clocks. */
type Dated = Pick<Fact, "validFrom" | "validTo" | keyof Recorded>;

/**
 * On which days, at which instants and revisions something is seen. A count of the country compares some ten thousand of
 * them, so all are of one shape, whatever they are of: facts and descriptions are of many, and take thrice as long.
 */
export class Seen {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly knownFrom: Instant;
  readonly knownTo: Instant;
  /** Whether nothing has stopped saying it: then it is believed at every instant, the last one too. */
  readonly isStillSaid: boolean;
  readonly addedIn: number;
  /** 0 where nothing has removed it: no revision is before that. */
  readonly removedIn: number;
  readonly supersededIn: number;

  constructor({ validFrom, validTo, knownFrom, knownTo, addedIn, removedIn, supersededIn }: Dated) {
    this.validFrom = validFrom ?? unknownStart;
    this.validTo = validTo ?? openEnd;
    this.knownFrom = knownFrom;
    this.knownTo = knownTo ?? stillBelieved;
    this.isStillSaid = knownTo === null;
    this.addedIn = addedIn;
    this.removedIn = removedIn ?? 0;
    this.supersededIn = supersededIn ?? latestRevision + 1;
  }
}
