import { readdirSync, readFileSync } from "node:fs";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { expect, it } from "vitest";
import { settingNames } from "../../src/server/settings.ts";

/** Names in code letters in the first column of a page's tables. */
const firstColumn = (page: string): string[] =>
  [...readFileSync(page, "utf8").matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell = ""]) =>
    cell.split(", ").map((name) => name.replaceAll("`", "")),
  );

it("docs/settings.md has every setting and no other", () => {
  expect(firstColumn("docs/settings.md").sort()).toEqual([...settingNames].sort());
});

/** Where codes of errors are given: the public errors, and what the server answers by itself. */
const sources = [
  "src/model/errors.ts",
  ...readdirSync("src/server", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `src/server/${file}`),
];

it("docs/errors.md has every code of an error and no other", () => {
  const given = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bcode(?:: string =| =|:) "([A-Z][A-Z_]+)"/g)].map(
      ([, code]) => code,
    ),
  );
  const described = firstColumn("docs/errors.md");
  expect(given.length).toBeGreaterThan(10);
  expect(given.filter((code) => !described.includes(String(code)))).toEqual([]);
  const ofApollo: string[] = Object.values(ApolloServerErrorCode);
  expect(described.filter((code) => !given.includes(code) && !ofApollo.includes(code))).toEqual([]);
});
