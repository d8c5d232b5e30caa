import type { IsoDate } from "./dates.ts";
import type { Days } from "./days.ts";
import type { Lifetime, OrganisationRecord } from "./organisation.ts";
import { compactText, type Fit, sameWords } from "./search.ts";

/** How a row of somebody's table is matched to an organisation: what speaks for it, how much, and when that is enough. */

/** Whether a value that the table gives for a property is the organisation's. */
export type Agreement = "agrees" | "differs" | "unknown";

/** What an organisation is like in the respects that the table gives. */
export interface Evidence {
  /** How well its name, code or postcode fits the text; null where the table gives none. */
  readonly fit: Fit | null;
  /** By the property's id. */
  readonly agreements: ReadonlyMap<string, Agreement>;
}

const worth: Readonly<Record<Agreement, number>> = { agrees: 1, unknown: 0.5, differs: 0 };
/** The text weighs as much as this many properties. */
const weightOfText = 2;
/** With its postcode, so much of a name is enough to be certain. */
const nameAtPostcode = 60;

/**
 * From 0 to 100: how well an organisation fits the text. 100 for its code, or a name of the same words; by its words the
 * harmonic mean of how much of each the other has, so that a name of which the text is a small part is no likely one.
 */
export function nameScore({ by, score, closeness, coverage }: Fit): number {
  const alike = (2 * closeness * coverage) / (closeness + coverage || 1);
  return Math.round(1_000 * (by === "words" ? alike : score)) / 10;
}

/**
 * From 0 to 100: the text's score, less the more of the properties differ. A property never raises it, so that 100 always
 * says that nothing speaks against it.
 */
export function scoreOf({ fit, agreements }: Evidence): number {
  const agreed = [...agreements.values()].reduce((sum, agreement) => sum + worth[agreement], 0);
  const weight = fit ? weightOfText : 0;
  const share = (weight + agreed) / (weight + agreements.size || 1);
  return Math.round(10 * (fit ? nameScore(fit) : 100) * share) / 10;
}

/**
 * Whether an organisation could be taken without a look: its code or its whole name is given, or most of its name and
 * its postcode, and nothing differs. It is a match where it is the only one of which that is so.
 */
export function isCertain({ fit, agreements }: Evidence): boolean {
  if ([...agreements.values()].includes("differs")) return false;
  if (agreements.get("code") === "agrees") return true;
  if (!fit || fit.by === "postcode") return false;
  return nameScore(fit) >= (agreements.get("postcode") === "agrees" ? nameAtPostcode : 100);
}

/** What a table gives for a property: a text, a number, or an organisation that was matched before. */
export type GivenValue = string | number | boolean | { readonly id: string };

/** What an organisation has for it. */
export type PropertyValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly holds: boolean }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "amount"; readonly amount: number }
  | { readonly kind: "day"; readonly day: IsoDate }
  | { readonly kind: "organisation"; readonly organisation: Pick<OrganisationRecord, "code" | "name"> };

/** Agrees where any of the given values is one that the organisation has. */
export function agreementOf(own: readonly PropertyValue[], given: readonly GivenValue[]): Agreement {
  if (own.length === 0) return "unknown";
  return given.some((value) => own.some((one) => isSame(one, value))) ? "agrees" : "differs";
}

function isSame(own: PropertyValue, given: GivenValue): boolean {
  const text = typeof given === "object" ? given.id : String(given);
  switch (own.kind) {
    case "text":
      return compactText(own.text) === compactText(text);
    case "boolean":
      // Tools write it in letters of their own: true, TRUE, True.
      return String(own.holds) === text.trim().toLowerCase();
    case "count":
      return own.count === numberIn(text);
    case "amount":
      return own.amount === numberIn(text);
    case "day":
      return isDay(own.day, text.trim());
    case "organisation": {
      const { code, name } = own.organisation;
      return code.toLowerCase() === text.trim().toLowerCase() || sameWords(name, text);
    }
    default:
      return own satisfies never;
  }
}

/** A number as tables write it: "1,234" and "£1,234" too. */
const numberIn = (text: string): number => Number(text.replace(/[£,\s]/g, "") || Number.NaN);

/** Tools give a day as an instant at its beginning; a table may know no more than its month or year. */
const isDay = (day: IsoDate, text: string): boolean =>
  /^\d{4}(-\d{2})?$/.test(text) ? day.startsWith(text) : text.slice(0, day.length) === day;

/** A name with its days, and when it was taken back. */
interface KnownAs extends Days {
  readonly name: string;
  readonly knownTo: string | null;
}

/** When an organisation existed, in words. */
export function lifetimeInWords({ opened, closed }: Lifetime): string {
  if (opened === null) return closed === null ? "first day not known" : `until ${closed}`;
  return closed === null ? `since ${opened}` : `${opened} to ${closed}`;
}

/** A name that an organisation has had, though not on the day, and when, in words. */
export function knownAsInWords({ name, validFrom, validTo, knownTo }: KnownAs, day: IsoDate): string {
  if (knownTo !== null) return `known as ${name} until that was corrected on ${knownTo.slice(0, 10)}`;
  const since = validFrom !== null && validFrom > day ? ` from ${validFrom}` : "";
  return `known as ${name}${since}${validTo === null ? "" : ` until ${validTo}`}`;
}
