import { text as textOf } from "node:stream/consumers";
import { expect, test } from "vitest";
import { sentInParts, toJsonText } from "../../src/server/json-text.ts";

test("a long text is sent in parts, none of which cuts a character in two", async () => {
  // Characters of two halves, that begin at even and at odd places.
  for (const first of ["", "x"]) {
    const text = first + "😀é".repeat(500_000);
    const sent = sentInParts(text);
    if (typeof sent === "string") throw new Error("It is sent in one piece.");
    expect(await textOf(sent)).toBe(text);
  }
});

test("a short text is sent as it is", () => {
  expect(sentInParts('{"data":null}')).toBe('{"data":null}');
});

test("JSON of many values, or of long texts, is written in steps, and is that of the value", () => {
  const many = Array.from({ length: 40_000 }, (_, at) => ({ at, name: `Name "${at}" 😀`, none: null }));
  const long = { texts: Array.from({ length: 100 }, (_, at) => `${at}`.repeat(50_000)) };
  for (const value of [many, long]) {
    const { text, steps } = written(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(steps).toBeGreaterThan(10);
  }
});

test("JSON of few values is written at once, and is that of the value", () => {
  const value = {
    nodes: Array.from({ length: 8_000 }, (_, at) => ({ at, name: `Name "${at}" 😀`, none: null })),
  };
  expect(written(value)).toEqual({ text: JSON.stringify(value), steps: 0 });
});

function written(value: unknown): { readonly text: string; readonly steps: number } {
  const work = toJsonText(value);
  for (let steps = 0; ; steps++) {
    const next = work.next();
    if (next.done) return { text: next.value.text, steps };
  }
}
