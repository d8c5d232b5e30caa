import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installedPython, missingPython } from "../python.ts";
import { folder } from "./installed.ts";

const run = promisify(execFile);

const examples = fileURLToPath(new URL("../../examples/python/requirements.txt", import.meta.url));

/**
 * Installs the packages of this folder, which `npm ci` of the repository does not, and the Python of the examples, which
 * several suites want at once: once for all of them, and a second where they are there.
 */
export default async function setup(): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  await run("npm", ["install", ...quiet], { cwd: folder });
  if (!missingPython) await installedPython(examples, "examples");
}
