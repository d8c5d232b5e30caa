import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { installedPython, missingPython } from "../python.ts";
import { ask, demonstrationSettings } from "../server/serving.ts";

const run = promisify(execFile);
const example = fileURLToPath(new URL("../../examples/python", import.meta.url));
const minutes = 60_000;

describe.skipIf(missingPython)("The Python example", () => {
  let python: string;
  let server: RunningServer;
  beforeAll(async () => {
    [python, server] = await Promise.all([
      installedPython(join(example, "requirements.txt"), "examples"),
      startServer(demonstrationSettings({ REQUEST_DEADLINE_MS: "60000" }), application),
    ]);
    return () => server.stop();
  }, 10 * minutes);

  test("prints and writes what the API answers", { timeout: 3 * minutes }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "python-example-"));
    const csv = join(folder, "orphans.csv");
    const { stdout } = await run(python, [
      join(example, "orphaned_practices.py"),
      `${server.url}/graphql`,
      "--csv",
      csv,
    ]);
    const { body } = await ask(
      server,
      `{ orphanedPractices { totalCount totalPatients }
         delegationSummary { practicesOutside patientsOutside practicesUnclear patientsUnclear }
         southCentral: delegationSummary(within: "Q38") { pcts delegatedOrReady delegatedGbp practicesOutside } }`,
    );
    const { orphanedPractices, delegationSummary, southCentral } = body.data as Record<
      string,
      Record<string, number>
    >;
    const lines = stdout.split("\n").map((line) => line.trim().split(/\s+/).join(" "));
    expect(lines[0]).toBe(
      `${orphanedPractices?.totalCount} practices with ${orphanedPractices?.totalPatients} patients on 2011-04-01,`,
    );
    expect(lines).toContain(
      `OUTSIDE ${delegationSummary?.practicesOutside} ${delegationSummary?.patientsOutside}`,
    );
    expect(lines).toContain(
      `UNCLEAR ${delegationSummary?.practicesUnclear} ${delegationSummary?.patientsUnclear}`,
    );
    const { pcts, delegatedOrReady, delegatedGbp, practicesOutside } = southCentral ?? {};
    const row = new RegExp(
      `^Q38 South Central ${pcts} ${delegatedOrReady} ${delegatedGbp}(\\.0)? [\\d.]+ ${practicesOutside}$`,
    );
    expect(lines.filter((line) => row.test(line))).toHaveLength(1);
    const written = readFileSync(csv, "utf8").trim().split("\n");
    expect(written).toHaveLength((orphanedPractices?.totalCount ?? 0) + 1);
    rmSync(folder, { recursive: true });
  });

  test("prints who took over whose practices, and writes every pair", { timeout: 3 * minutes }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "python-example-"));
    const csv = join(folder, "crosswalk.csv");
    const days = ["--from", "CONSORTIUM@2010-10-01", "--to", "CONSORTIUM@2011-04-01", "--csv", csv];
    const { stdout } = await run(python, [join(example, "crosswalk.py"), `${server.url}/graphql`, ...days]);
    const { body } = await ask(
      server,
      `{ crosswalk(from: CONSORTIUM, to: CONSORTIUM, fromAsOf: "2010-10-01", toAsOf: "2011-04-01") { practices } }`,
    );
    const { crosswalk } = body.data as { crosswalk: { practices: number }[] };
    const practices = crosswalk.reduce((sum, pair) => sum + pair.practices, 0);
    expect(stdout).toContain(`${crosswalk.length} pairs, ${practices} practices\n`);
    expect(readFileSync(csv, "utf8").trim().split("\n")).toHaveLength(crosswalk.length + 1);
    rmSync(folder, { recursive: true });
  });

  test("says in a sentence that no server answers, and what the server says", async () => {
    const refused = (args: string[]) =>
      run(python, [join(example, "orphaned_practices.py"), ...args]).then(
        () => "nothing",
        (error: { stderr: string }) => error.stderr,
      );
    expect(await refused(["http://127.0.0.1:9/graphql"])).toMatch(/^No server answers at http.*\n$/);
    const answer = await refused([`${server.url}/graphql`, "--as-of", "2011-13-01"]);
    expect(answer).toMatch(/"2011-13-01" is not a date: expected a day/);
    expect(answer).not.toContain("Traceback");
  });
});
