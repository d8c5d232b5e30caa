import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Application } from "../server/application.ts";
import { openGraph } from "../server/open-graph.ts";
import { readSettings } from "../server/settings.ts";
import { addImportCommand } from "./import.ts";
import { reportFailure } from "./report-failure.ts";
import { addSeedCommand } from "./seed.ts";
import { addServeCommand } from "./serve.ts";

/** The same distance from src/cli and from dist/cli. */
const packageFile = new URL("../../package.json", import.meta.url);

/** Runs the command that the process was started with; the process then has the command's exit code. */
export async function runProgram(application: Application): Promise<void> {
  const program = new Command("commissioning")
    .description("Who commissioned care in England, 2010-2013: one dated, sourced graph, asked over GraphQL.")
    .version((JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version)
    .exitOverride();
  addServeCommand(program, application);
  addSeedCommand(program, application);
  addImportCommand(program, () => openGraph(readSettings(process.env)));
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error, process.env);
  }
}
