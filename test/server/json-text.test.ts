import { text as textOf } from "node:stream/consumers";
import { expect, test } from "vitest";
import { sentInParts, toJsonText } from "../../src/server/json-text.ts";

test("a long text is sent in parts, none of which cuts a character in two", async () => {
  // Characters of two halves, that begin at even and at odd places.
  for (const first of ["", "x"]) {
    const text = first + "😀é".repeat(200_000);
    const sent = sentInParts(text);
    if (typeof sent === "string") throw new Error("It is sent in one piece.");
    expect(await textOf(sent)).toBe(text);
  }
});

test("a short text is sent as it is", () => {
  expect(sentInParts('{"data":null}')).toBe('{"data":null}');
});

test("JSON is written in steps, and is that of the value", () => {
  const value = Array.from({ length: 20_000 }, (_, at) => ({ at, name: `Name "${at}" 😀`, none: null }));
  const work = toJsonText(value);
  let steps = 0;
  for (let next = work.next(); ; next = work.next(), steps++) {
    if (!next.done) continue;
    expect(JSON.parse(next.value.text)).toEqual(value);
    break;
  }
  expect(steps).toBeGreaterThan(10);
});
