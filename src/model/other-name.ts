import type { Instant } from "./dates.ts";
import type { Days } from "./days.ts";

/** A name that an organisation has had, though not on the day. */
export interface OtherName extends Days {
  readonly name: string;
  /** When it was taken back, so that it never was its name by what is known now; null where it was. */
  readonly knownTo: Instant | null;
}
