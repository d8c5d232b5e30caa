import { existingSource } from "./common-fields.ts";
import type { Values } from "./draft.ts";
import { askedOf, type Field } from "./field.ts";

/** Something to be mended before it can be recorded. */
export interface FieldProblem {
  /** Name of the field at fault; null where it is none of the form's alone. */
  readonly field: string | null;
  readonly message: string;
}

export interface Reading {
  /** For the mutation, but for what the page adds. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly problems: readonly FieldProblem[];
}

/** What is typed, as the mutation takes it. Only shapes are looked at here: the rules are the API's. */
export function readForm(fields: readonly Field[], values: Values): Reading {
  const input: Record<string, unknown> = {};
  const source: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const field of askedOf(fields, values)) {
    const read = readField(field, values);
    if ("problem" in read) problems.push({ field: field.name, message: read.problem });
    else if (read.value === undefined) continue;
    else if (field.name.startsWith("source.")) source[field.name.slice("source.".length)] = read.value;
    else input[field.name] = read.value;
  }
  return { input: { ...input, source: sourceOf(source) }, problems };
}

function sourceOf({ kind, held: existing, ...described }: Readonly<Record<string, unknown>>): object {
  return kind === existingSource ? { code: existing } : described;
}

type Read = { readonly value: unknown } | { readonly problem: string };

function readField(field: Field, values: Values): Read {
  const { missing } = field;
  const read = field.kind === "date" ? readDay(field.name, values) : readText(field, values);
  return "value" in read && read.value === undefined && missing !== undefined ? { problem: missing } : read;
}

function readText({ kind, name, label }: Field, values: Values): Read {
  const text = (values[name] ?? "").trim();
  if (text === "") return { value: undefined };
  switch (kind) {
    case "organisation":
      return { value: codeIn(text) };
    case "year":
      return yearIn(text) ?? { problem: `${label}: “${text}” is none. Enter one such as 2011/12` };
    case "lines":
      return { value: text.split("\n").flatMap((line) => line.trim() || []) };
    case "pounds":
      return numberIn(text) ?? { problem: `${label}: “${text}” is no amount. Enter one such as 217,500,000` };
    case "share":
      return shareIn(text) ?? { problem: `${label}: “${text}” is no share. Enter one such as 25%` };
    case "count": {
      const count = numberIn(text);
      return count && Number.isInteger(count.value)
        ? count
        : { problem: `${label}: “${text}” is no whole number. Enter one such as 6500` };
    }
    case "checkbox":
      return { value: true };
    default:
      return { value: text };
  }
}

/** The code in "Hunts Health (hunts-health)", as the list of suggestions puts it; other text is taken for a code. */
export function codeIn(text: string): string {
  return /\(([^()\s]+)\)$/.exec(text.trim())?.[1] ?? text.trim();
}

export const dayParts = ["day", "month", "year"] as const;

function readDay(name: string, values: Values): Read {
  const [day = "", month = "", year = ""] = dayParts.map((part) => (values[`${name}.${part}`] ?? "").trim());
  if (day + month + year === "") return { value: undefined };
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  // "2011-02-31" is read as a day of March.
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
  if (isReal && date.toISOString().startsWith(text)) return { value: text };
  return { problem: `${[day, month, year].join(" ").trim()} is no day. Enter one such as 4 5 2011` };
}

function yearIn(text: string): Read | undefined {
  const [, first, last] = /^(\d{4})\/(\d{2})$/.exec(text) ?? [];
  const follows = first !== undefined && (Number(first) + 1) % 100 === Number(last);
  return follows ? { value: text } : undefined;
}

function numberIn(text: string): { readonly value: number } | undefined {
  const plain = text.replace(/[£,\s]/g, "");
  return /^-?\d+(\.\d+)?$/.test(plain) ? { value: Number(plain) } : undefined;
}

function shareIn(text: string): Read | undefined {
  const isPercent = text.endsWith("%");
  const number = numberIn(isPercent ? text.slice(0, -1) : text);
  // 7.1 / 100 would be 0.07099999999999999.
  return number && { value: isPercent ? Number((number.value / 100).toPrecision(12)) : number.value };
}

/** The API's problems, each at the field that it is about. */
export function fieldProblems(
  problems: readonly { readonly path: readonly string[]; readonly message: string }[],
  fields: readonly Field[],
  values: Values,
): readonly FieldProblem[] {
  const asked = askedOf(fields, values).map(({ name }) => name);
  return problems.map(({ path, message }) => {
    const inInput = path.slice(1).join(".");
    const name = inInput === "source.code" && !asked.includes(inInput) ? "source.held" : inInput;
    const said = message.replace(`${path.join(".")}: `, "");
    return {
      field: asked.includes(name) ? name : null,
      message: said.charAt(0).toUpperCase() + said.slice(1),
    };
  });
}
