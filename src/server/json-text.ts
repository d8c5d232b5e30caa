import { Readable } from "node:stream";
import { stringifyChunked } from "@discoveryjs/json-ext";
import type { FormattedExecutionResult } from "graphql";
import type { Work } from "../graph/work.ts";

/** The data of an answer as JSON, in the place of the data. */
export class JsonText {
  /** As Apollo takes data for an object of any fields. */
  readonly [field: string]: unknown;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** As many values as V8 writes by itself in some 3 ms, a text of 64 characters counted as one more. */
const valuesAtOnce = 50_000;

/** Writes a value: one of many values in steps, of which each takes less than a millisecond but as much again in all. */
export function* toJsonText(value: unknown): Work<JsonText> {
  if (valuesLeft(value, valuesAtOnce) >= 0) return new JsonText(JSON.stringify(value));
  const parts: string[] = [];
  for (const part of stringifyChunked(value)) {
    // V8 puts the pieces of a text together when it is first read: here in each step, not for all parts at the end.
    part.charCodeAt(0);
    parts.push(part);
    yield;
  }
  return new JsonText(parts.join(""));
}

/** What is left of a number of values without those in this one; less than 0 where it has more, of which it counts no more. */
function valuesLeft(value: unknown, of: number): number {
  if (typeof value === "string") return of - 1 - (value.length >> 6);
  let left = of - 1;
  if (typeof value !== "object" || value === null) return left;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && left >= 0; at++) left = valuesLeft(value[at], left);
    return left;
  }
  // No list of its values is made: that would take longer than writing them.
  for (const name in value) {
    left = valuesLeft((value as Readonly<Record<string, unknown>>)[name], left);
    if (left < 0) break;
  }
  return left;
}

/** An answer as it is sent; its data may be text already. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const fields = Object.entries(result).flatMap(([name, value]) => {
    const text = value instanceof JsonText ? value.text : JSON.stringify(value);
    return text === undefined ? [] : [`"${name}":${text}`];
  });
  // Put together one by one, which copies nothing until it is read; join would copy a long answer once more.
  return `{${fields.reduce((all, field) => (all === "" ? field : `${all},${field}`), "")}}\n`;
}

/** What is longer is sent in parts, each encoded by itself: 16 MB in one piece hold the event loop for 80 ms, 1 MB for 5. */
const longestInOnePiece = 1024 * 1024;

/** A text as it is sent: as it is, or in parts where it is long. */
export function sentInParts(text: string): string | Readable {
  return text.length > longestInOnePiece ? Readable.from(partsOf(text), { objectMode: false }) : text;
}

function* partsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = start + longestInOnePiece / 4;
    // The halves of a character of two are not encoded apart.
    const isWithinPair = text.charCodeAt(end - 1) >> 10 === 0xd800 >> 10;
    const next = isWithinPair ? end + 1 : end;
    yield text.slice(start, next);
    start = next;
  }
}
