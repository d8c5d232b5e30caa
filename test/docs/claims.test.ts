import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { claims } from "../../bench/claims.ts";
import { report } from "../../bench/report.ts";
import type { Results } from "../../bench/results.ts";

const results = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results;

test("README.md claims what the benchmark found, and nothing else", () => {
  expect(results.finished).toBe(true);
  expect(results.how).toBe("npm run bench");
  expect(readFileSync("README.md", "utf8")).toContain(`\n${claims(results)}\n`);
});

test("bench/RESULTS.md is what the benchmark found", () => {
  const written = readFileSync("bench/RESULTS.md", "utf8");
  const plots = [...written.matchAll(/^!\[(.*)\]\((.*)\)$/gm)].map(([, title = "", file = ""]) => ({
    title,
    file,
  }));
  expect(written).toBe(report(results, plots));
});
