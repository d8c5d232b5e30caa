import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { installedPython, missingPython } from "../python.ts";
import { ask, demonstrationSettings } from "../server/serving.ts";
import { bin, folder } from "./installed.ts";

/** What docs/clients.md says is run as it stands, but for the server's address and where the package lies. */

const run = promisify(execFile);
const minutes = 60_000;
const address = "http://127.0.0.1:4000";
const root = join(folder, "../..");
const page = readFileSync(join(root, "docs/clients.md"), "utf8");
const made = join(folder, "generated/page");

interface Block {
  readonly section: string;
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = page.split("\n## ").flatMap((part) => {
  const [section = ""] = part.split("\n");
  return [...part.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = "", text = ""]) => ({
    section,
    language,
    text,
  }));
});
const block = (section: string, language: string): string => {
  const found = blocks.find((one) => one.section === section && one.language === language);
  if (!found) throw new Error(`"${section}" has no ${language}`);
  return found.text;
};

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(demonstrationSettings(), application);
  return () => server.stop();
}, 10 * minutes);

/** Writes a block of the page to a file of its own, where the packages are found. */
function written(text: string, name: string): string {
  mkdirSync(join(made, "src"), { recursive: true });
  const file = join(made, name);
  const here = text
    .replaceAll(address, server.url)
    .replaceAll(/(\.\/)?node_modules\/commissioning-graph/g, root)
    .replaceAll('"commissioning-graph/', `"${root}/`);
  writeFileSync(file, here);
  return file;
}

test.each(["Apollo Client", "urql"])(
  "%s prints what the page says",
  { timeout: minutes },
  async (section) => {
    const program = written(block(section, "js"), `${section.replace(" ", "-")}.mjs`);
    const { stdout } = await run("node", ["--no-warnings", program]);
    expect(stdout).toBe(block(section, "text"));
  },
);

test("Relay's compiler takes what the page says", { timeout: minutes }, async () => {
  const imports = 'import { graphql, usePaginationFragment } from "react-relay";\n';
  written(imports + block("Relay", "jsx"), "src/Practices.jsx");
  const config = written(block("Relay", "json"), "relay.config.json");
  const { stdout } = await run(bin("relay-compiler"), [config], { cwd: made });
  expect(stdout).toContain("Done");
});

test("graphql-codegen takes what the page says", { timeout: minutes }, async () => {
  const document = "/* GraphQL */ `query Page { practices { nodes { id asOf } } }`";
  written(
    `import { graphql } from "../gql/index.ts";\nexport const query = graphql(${document});\n`,
    "src/query.ts",
  );
  await run(
    bin("graphql-codegen"),
    ["--config", written(block("graphql-codegen, gql.tada", "yaml"), "codegen.yml")],
    {
      cwd: made,
    },
  );
  expect(readFileSync(join(made, "gql/graphql.ts"), "utf8")).toContain("PageQuery");
});

test.skipIf(missingPython)("Python prints what the page says", { timeout: 10 * minutes }, async () => {
  const python = await installedPython(join(root, "examples/python/requirements.txt"), "examples");
  const { stdout } = await run(python, [written(block("Python", "python"), "page.py")]);
  expect(stdout).toBe(block("Python", "text"));
});

test("what R asks is answered, and each address answers", { timeout: minutes }, async () => {
  const query = /query <- "(.*)"/.exec(block("R", "r"))?.[1] ?? "";
  const { body: answer } = await ask(server, query, { day: "2011-04-01" });
  expect(answer.errors).toBeUndefined();
  const addresses = [...page.matchAll(/`(http:\/\/127\.0\.0\.1:4000\/(?:export|reconcile)[^`]*)`/g)];
  expect(addresses).toHaveLength(6);
  for (const [, given = ""] of addresses) {
    const { status, body } = await fetch(given.replace(address, server.url));
    expect([given, status]).toEqual([given, 200]);
    await body?.cancel();
  }
});
