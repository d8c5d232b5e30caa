import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Python for the tests that read what this program writes, or run its examples. */

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../node_modules/.cache/python-", import.meta.url));

const version = spawnSync("python3", ["-c", "import sys; print(sys.version_info >= (3, 11))"], {
  encoding: "utf8",
});

/** Why there is none; null where there is one. It is said aloud, and is a failure with CI=true. */
export const missingPython =
  version.stdout?.trim() === "True" ? null : "there is no python3 of 3.11 or later on the PATH";
if (missingPython && process.env.CI === "true") throw new Error(`CI runs Python, but ${missingPython}.`);
if (missingPython) console.warn(`*** NO PYTHON: ${missingPython}, so what needs it is not tested ***`);

/**
 * Python with pinned requirements, installed once for each text of them.
 * @param name of the folder that keeps it between runs
 */
export async function installedPython(requirements: string, name: string): Promise<string> {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(`${cache}${name}`, digest);
  if (!existsSync(join(folder, "complete"))) {
    rmSync(folder, { recursive: true, force: true });
    await run("python3", ["-m", "venv", folder]);
    await run(join(folder, "bin", "python"), [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
      ...["--only-binary", ":all:", "--requirement", requirements],
    ]);
    // An install that was broken off is done again.
    writeFileSync(join(folder, "complete"), "");
  }
  return join(folder, "bin", "python");
}
