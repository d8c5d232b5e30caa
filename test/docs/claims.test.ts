import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { claimInShort, claims } from "../../bench/claims.ts";
import { report } from "../../bench/report.ts";
import type { Results } from "../../bench/results.ts";

const results = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results;

test("the run whose results are kept was a whole one", () => {
  expect(results.finished).toBe(true);
  expect(results.how).toBe("npm run bench");
});

test("docs/speed.md claims what the benchmark found, and nothing else", () => {
  expect(readFileSync("docs/speed.md", "utf8")).toContain(`\n${claims(results)}\n`);
});

test("README.md claims in a sentence what the benchmark found", () => {
  const readme = readFileSync("README.md", "utf8").replace(/\s+/g, " ");
  expect(readme).toContain(claimInShort(results));
  expect(readme.match(/\d times/g)).toHaveLength(2);
});

test("bench/RESULTS.md is what the benchmark found", () => {
  const written = readFileSync("bench/RESULTS.md", "utf8");
  const plots = [...written.matchAll(/^!\[(.*)\]\((.*)\)$/gm)].map(([, title = "", file = ""]) => ({
    title,
    file,
  }));
  expect(written).toBe(report(results, plots));
});
