import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("A process goes on where a promise is rejected that nobody waits for, and reports it", () => {
  const program = `
    import { surviveUnhandledRejections } from "./src/cli/unhandled-rejections.ts";
    surviveUnhandledRejections((error) => console.log("reported: " + error.message));
    void Promise.reject(new Error("left behind"));
    setTimeout(() => console.log("still there"), 50);
  `;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect({ stdout, status }).toEqual({ stdout: "reported: left behind\nstill there\n", status: 0 });
});
