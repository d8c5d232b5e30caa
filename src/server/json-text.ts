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

/** Writes a value in steps: some 50 KB of an answer take a millisecond. */
export function* toJsonText(value: unknown): Work<JsonText> {
  const parts: string[] = [];
  for (const part of stringifyChunked(value)) {
    parts.push(part);
    yield;
  }
  return new JsonText(parts.join(""));
}

/** An answer as it is sent; its data may be text already. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const fields = Object.entries(result).flatMap(([name, value]) => {
    const text = value instanceof JsonText ? value.text : JSON.stringify(value);
    return text === undefined ? [] : [`"${name}":${text}`];
  });
  return `{${fields.join(",")}}\n`;
}
