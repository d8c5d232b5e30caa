import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { installedPython, missingPython } from "../python.ts";
import { demonstrationSettings } from "../server/serving.ts";
import { bin, folder } from "./installed.ts";

const run = promisify(execFile);
const minutes = 60_000;

test("graphql-codegen makes types of the schema, by which a program is compiled", {
  timeout: 5 * minutes,
}, async () => {
  await run(bin("graphql-codegen"), ["--config", "codegen.yml"], { cwd: folder });
  await run("npx", ["tsc", "-p", join(folder, "typed")]);
});

describe.skipIf(missingPython)("A client in Python", () => {
  const cwd = join(folder, "python");
  const before = { asOf: "2010-07-01", position: "NOT_REPORTED" };
  const after = { asOf: "2011-04-01", position: "DELEGATED_OR_READY" };
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(demonstrationSettings(), application);
    return () => server.stop();
  });

  // They do not go together into one environment: each needs another version of graphql-core.
  test.each([
    ["gql", "ask_gql.py", "../../../examples/python/requirements.txt", "examples"],
    ["made by ariadne-codegen", "ask_made_client.py", "requirements.txt", "clients"],
  ])(
    "%s asks two days, and the first again by its id",
    async (_, program, requirements, name) => {
      const python = await installedPython(join(cwd, requirements), name);
      if (name === "clients") await run(python, ["-m", "ariadne_codegen"], { cwd });
      const { stdout } = await run(python, [program, `${server.url}/graphql`], { cwd });
      expect(JSON.parse(stdout)).toMatchObject([before, after, { __typename: "PCT", ...before }]);
    },
    10 * minutes,
  );
});
