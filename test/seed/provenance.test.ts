import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildSeed } from "../../src/import/seed/build-seed.ts";
import type { Matter, NewFact } from "../../src/model/facts.ts";
import type { OrganisationKind } from "../../src/model/kinds.ts";
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

const commissioners: OrganisationKind[] = ["PCT", "CLUSTER"];
const supported: OrganisationKind[] = ["CONSORTIUM", "PCT", "CLUSTER", "SHA", "PRACTICE"];
const allowed: Record<Matter["kind"], (from: OrganisationKind, to?: OrganisationKind) => boolean> = {
  MEMBERSHIP: (from, to) =>
    [
      "PRACTICE CONSORTIUM",
      "PRACTICE PCT",
      "CONSORTIUM PCT",
      "PCT CLUSTER",
      "PCT SHA",
      "CLUSTER SHA",
    ].includes(`${from} ${to}`),
  OUTSIDE: (from, to) => from === "PRACTICE" && to === "PCT",
  DELEGATION: (from, to) => commissioners.includes(from) && to === "CONSORTIUM",
  SUPPORT: (from, to) =>
    ["SUPPORT_PROVIDER", "SHA", ...commissioners].includes(from) &&
    to !== undefined &&
    supported.includes(to),
  SUCCESSION: (from, to) => from === to,
  REPORT: (from) => from === "PCT",
  BUDGET: (from) => commissioners.includes(from),
};

test("every fact joins organisations that exist and are of the kinds it may join", () => {
  for (const fact of facts) {
    const from = organisations.get(fact.from);
    const to = "to" in fact ? organisations.get(fact.to) : undefined;
    const shown = JSON.stringify(fact);
    expect(from, shown).toBeDefined();
    if ("to" in fact) expect(to, shown).toBeDefined();
    expect(allowed[fact.kind](from?.kind ?? "SHA", to?.kind), shown).toBe(true);
    if (fact.assertedBy !== null) expect(organisations.has(fact.assertedBy), shown).toBe(true);
  }
});

test("every fact holds within the life of the organisations it joins", () => {
  for (const fact of facts) {
    if (fact.kind === "SUCCESSION") continue;
    expect((fact.validFrom ?? "0001") <= (fact.validTo ?? "9999"), JSON.stringify(fact)).toBe(true);
    for (const code of "to" in fact ? [fact.from, fact.to] : [fact.from]) {
      const end = organisations.get(code);
      if (fact.validFrom !== null && end?.opened)
        expect(fact.validFrom >= end.opened, JSON.stringify(fact)).toBe(true);
      if (end?.closed) expect((fact.validTo ?? "9999") <= end.closed, JSON.stringify(fact)).toBe(true);
    }
  }
});
