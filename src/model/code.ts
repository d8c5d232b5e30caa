import { pastedCode } from "./compared-text.ts";
import { BadUserInput } from "./errors.ts";

/** An organisation's ODS code, or a lower-case slug where ODS gave none. */
export type Code = string & { readonly brand: "Code" };

const odsCode = /^[A-Z0-9]{3,8}$/;
/** What a spreadsheet leaves of 5E1: 50, or 5.00E+01. */
const number = /^\d+([.,]\d+)?(e\+?\d+)?$/i;
const slug = /^[a-z0-9]+(-[a-z0-9]+)+$/;

/**
 * Reads an organisation code, typed in any case: with a hyphen it is a slug, without one an ODS code.
 * @throws BadUserInput when the text is neither
 */
export function parseCode(text: string): Code {
  const trimmed = pastedCode(text);
  const code = trimmed.includes("-") ? trimmed.toLowerCase() : trimmed.toUpperCase();
  if (odsCode.test(code) || (code.length <= 100 && slug.test(code))) return code as Code;
  const advice = isNumber(trimmed) ? ` ${numberAdvice}.` : "";
  throw new BadUserInput(
    `${JSON.stringify(text.slice(0, 100))} is not an organisation code: expected an ODS code such as 5PP or A81001, or a slug such as hunts-health.${advice}`,
  );
}

/** Whether a text may be what a spreadsheet made of a code. */
export const isNumber = (text: string): boolean => number.test(text);
/** What to do where one did. */
export const numberAdvice =
  "A spreadsheet makes a number of a code such as 5E1: read or save that column as text";

/**
 * The slug of an organisation's name, for one that has no ODS code: lower case, "&" as "and", the rest hyphens.
 * @param suffix added where the name is a single word, so that every slug has a hyphen and no ODS code has one
 */
export function slugOf(name: string, suffix: string): Code {
  const letters = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ");
  const slug = letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return (slug.includes("-") ? slug : `${slug}-${suffix}`) as Code;
}
