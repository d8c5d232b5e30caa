import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { problemsOf } from "../../src/model/fact-rules.ts";
import type { NewFact } from "../../src/model/facts.ts";
import { byCode } from "./seen.ts";

const seed = buildSeed({ factsOnly: false });
const organisations = byCode(seed);
const facts: NewFact[] = [...seed.facts, ...seed.corrections.flatMap((correction) => [...correction.facts])];

const digest = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

test("the seed is the same at every build", () => {
  expect(digest(buildSeed({ factsOnly: false }))).toBe(digest(seed));
});

test("no two organisations share a code", () => {
  expect(organisations.size).toBe(seed.organisations.length);
});

test("every source that is named is listed, and says who published it", () => {
  const listed = new Set(seed.sources.map(({ code }) => code));
  const named = new Set(
    [...seed.organisations, ...facts, ...seed.pathfinderCounts].map(({ source }) => source),
  );
  expect([...named].filter((code) => !listed.has(code))).toEqual([]);
  for (const source of seed.sources) expect(source.publisher, source.code).not.toBe("");
});

test("every source that a note also names is listed", () => {
  const listed = new Set(seed.sources.map(({ code }) => code));
  const also = [...seed.organisations, ...facts].flatMap(({ note }) =>
    [...(note ?? "").matchAll(/also: ([A-Z0-9, -]+)/g)].flatMap((match) => match[1]?.split(", ") ?? []),
  );
  expect(also.length).toBeGreaterThan(10);
  expect(also.filter((code) => !listed.has(code))).toEqual([]);
});

test("made-up things say so in source, confidence and name, and have codes that ODS never gives", () => {
  for (const { code, name, source, confidence } of seed.organisations) {
    const madeUp = source === "SYNTHETIC";
    expect(confidence === "SYNTHETIC", code).toBe(madeUp);
    expect(/^Synthetic (practice|consortium) /.test(name), code).toBe(madeUp);
    expect(/^(X\d{6}|synthetic-[0-9a-z]{3}-\d)$/.test(code), code).toBe(madeUp);
  }
  for (const fact of facts) expect(fact.confidence === "SYNTHETIC").toBe(fact.source === "SYNTHETIC");
});

test("a fact about a made-up organisation is made up", () => {
  const isMadeUp = (code: string) => /^(X\d{6}|synthetic-)/.test(code);
  for (const fact of facts) {
    if (isMadeUp(fact.from) || ("to" in fact && isMadeUp(fact.to))) expect(fact.source).toBe("SYNTHETIC");
  }
});

test("no postcode could be a real one", () => {
  for (const { postcode } of seed.organisations) {
    if (postcode !== null) expect(postcode).toMatch(/^Q[A-Z]\d{1,2} \d[A-Z]{2}$/);
  }
});

test("general knowledge is never more than derived", () => {
  const known = [...seed.organisations, ...facts].filter(({ source }) => source === "GENERAL");
  expect(known.length).toBeGreaterThan(0);
  for (const { confidence } of known) expect(confidence).toBe("DERIVED");
});

test("every fact keeps the rules of the model: kinds it may join, days within the lives of its ends", () => {
  for (const fact of facts) {
    expect(
      problemsOf(fact, (code) => organisations.get(code)),
      JSON.stringify(fact),
    ).toEqual([]);
  }
});
