import { createContext } from "../resolvers/context.ts";
import { schema } from "../schema/schema.ts";
import type { Application } from "../server/application.ts";
import { runSentCommand } from "./run-sent-command.ts";

/** What the program serves and seeds. */
export const application: Application = {
  schema,
  createContext,
  // Only a new graph needs it.
  seedGraph: async (...given) => (await import("../demonstration/seed-graph.ts")).seedGraph(...given),
  runCommand: (command) => runSentCommand(application, command),
};
