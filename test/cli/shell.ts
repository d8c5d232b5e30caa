import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Shell {
  readonly folder: string;
  /** Runs a text of Bash in the folder, and fails as Bash does when a command fails. */
  run(script: string): { readonly exitCode: number | null; readonly out: string; readonly err: string };
}

/** A folder with a shell in it, where `commissioning` is this program as build-program.ts built it. */
export function openShell(env: Record<string, string> = {}): Shell {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
  const program = join(mkdtempSync(join(tmpdir(), "commissioning-")), "commissioning");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(program, 0o755);
  const PATH = [join(program, ".."), process.env.PATH].join(delimiter);
  return {
    folder,
    run(script) {
      const ran = spawnSync("bash", ["--norc", "-euo", "pipefail", "-c", script], {
        cwd: folder,
        env: { PATH, HOME: folder, ...env },
        encoding: "utf8",
      });
      return { exitCode: ran.status, out: ran.stdout, err: ran.stderr };
    },
  };
}
