import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { folder } from "./installed.ts";

const run = promisify(execFile);

/** Installs the packages of this folder, which `npm ci` of the repository does not, once for all suites: a second where they are there. */
export default async function setup(): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  await run("npm", ["install", ...quiet], { cwd: folder });
}
