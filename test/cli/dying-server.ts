// A server that holds a graph's file and dies in the middle of the first command that is sent to it.
import { createAdmission } from "../../src/server/admission.ts";
import type { Application } from "../../src/server/application.ts";
import { openCommandSocket } from "../../src/server/commands/command-socket.ts";
import type { Readiness } from "../../src/server/readiness.ts";
import { readSettings } from "../../src/server/settings.ts";

const [, , file = "", bytes = "0"] = process.argv;
const dying: Pick<Application, "runCommand"> = {
  async runCommand({ stdout }) {
    // More than a socket holds, so that a frame is cut in two.
    if (Number(bytes) > 0) stdout.stream.write("x".repeat(Number(bytes)));
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);
    return new Promise(() => {});
  },
};
await openCommandSocket({
  graph: undefined as never,
  file,
  url: "http://127.0.0.1:1",
  readiness: { notReady: () => undefined } as Readiness,
  application: dying as Application,
  admission: createAdmission(readSettings({}).admission),
  onFault: () => {},
});
process.send?.("open");
