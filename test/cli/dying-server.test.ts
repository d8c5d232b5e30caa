import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readSettings } from "../../src/server/settings.ts";
import { programAt } from "../program.ts";
import { runOn } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-dying-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends a command to a server that dies once it has printed so many bytes. */
async function sendToDying(bytes: number) {
  const GRAPH_FILE = join(folder, `${bytes}.grafeo`);
  const child = fork(programAt("test/cli/dying-server.ts"), [GRAPH_FILE, String(bytes)]);
  try {
    await once(child, "message");
    return await runOn(undefined as never, ["audit", "list"], {
      env: { GRAPH_FILE },
      settings: () => readSettings({ GRAPH_FILE }),
    });
  } finally {
    child.kill("SIGKILL");
  }
}

it.each([0, 5, 20_000_000])(
  "A command whose server dies after %i bytes says that it is not known what came of it",
  async (bytes) => {
    const { exitCode, err } = await sendToDying(bytes);
    expect(err).toMatch(
      /^The server that ran this command ended before it did: all that the command was to write is in the graph, or nothing of it\./,
    );
    expect(exitCode).toBe(5);
  },
);
