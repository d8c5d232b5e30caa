import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = "docs/decisions";
const files = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");
const index = readFileSync(`${folder}/README.md`, "utf8");

const link = String.raw`\[(\d+)\]\((\d{4}-[\w-]+\.md)\)`;
const statuses = new RegExp(
  `^\\*\\*Status\\.\\*\\* (?:In force(?:, within the bounds of (?<bounds>${link}(?: and ${link})*))?|Replaced by (?<later>${link}(?: and ${link})*))[.;]`,
);

/** What a decision says of itself: its title, and what the index adds to it; no status where it has none. */
function read(text: string): { title: string; status: string | undefined; links: [string, string][] } {
  const [heading = "", , first = ""] = text.split("\n");
  const { bounds, later } = statuses.exec(first)?.groups ?? {};
  const links = [...(bounds ?? later ?? "").matchAll(new RegExp(link, "g"))].map(
    ([, number = "", file = ""]): [string, string] => [number, file],
  );
  const numbers = links.map(([number]) => number).join(" and ");
  const status = bounds ? `, within the bounds of ${numbers}` : later ? `, replaced by ${numbers}` : "";
  return { title: heading.replace(/^# /, ""), status: statuses.test(first) ? status : undefined, links };
}

describe.each(files)("%s", (file) => {
  const { title, status, links } = read(readFileSync(`${folder}/${file}`, "utf8"));
  it("begins with its status, which names decisions that are there", () => {
    expect(status, "such as **Status.** In force.").toBeDefined();
    for (const [number, later] of links) {
      expect(files).toContain(later);
      expect(Number(later.slice(0, 4))).toBe(Number(number));
    }
  });

  it("has its number in its title", () => {
    const number = /^(\d{4})-/.exec(file)?.[1];
    if (number !== undefined) expect(title).toMatch(new RegExp(`^${Number(number)}\\. `));
  });

  it("stands once in the index, with its status", () => {
    const lines = index.split("\n").filter((line) => line.includes(`](${file})`));
    expect(lines).toEqual([`- [${title}](${file})${status ?? ""}`]);
  });
});

it("no two decisions have one number", () => {
  const numbers = files.flatMap((file) => /^\d{4}/.exec(file) ?? []);
  expect(numbers.length).toBe(new Set(numbers).size);
  expect(numbers.length).toBeGreaterThan(30);
});

describe("A status", () => {
  it.each([
    ["**Status.** In force.", ""],
    [
      "**Status.** In force, within the bounds of [28](0028-what-is-compiled.md).",
      ", within the bounds of 28",
    ],
    ["**Status.** Replaced by [4](0004-filters.md) and [5](0005-own.md).", ", replaced by 4 and 5"],
    ["**Status.** Decided.", undefined],
    ["**Problem.** None.", undefined],
  ])("is read: %s", (line, status) => {
    expect(read(`# 1. Title\n\n${line}\n`).status).toBe(status);
  });
});
