import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/** Vitest's global set-up where tests run the program as users do: built, from the sources as they stand. */
export default function setup(): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const cwd = new URL("../../", import.meta.url);
  const built = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`The program was not built:\n${built.stdout}${built.stderr}`);
}
