import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";

/** Vitest's global set-up where tests run the program as users do: built, from the sources as they stand. */
export default async function setup(): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const cwd = new URL("../../", import.meta.url);
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd });
  } catch (error) {
    // TypeScript tells its errors on stdout, which execFile leaves out of the message.
    const told = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`The program was not built:\n${told}`, { cause: error });
  }
}
