import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const folder = fileURLToPath(new URL(".", import.meta.url));
/** A program of the packages of this folder. */
export const bin = (name: string): string => `${folder}node_modules/.bin/${name}`;

/** Installs the packages of this folder, which `npm ci` of the repository does not: a second where they are there. */
export async function install(): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  await run("npm", ["install", ...quiet], { cwd: folder });
}
