import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Application } from "../server/application.ts";
import { reportFailure } from "./report-failure.ts";
import { addSeedCommand } from "./seed.ts";
import { addServeCommand } from "./serve.ts";

/** The same distance from src/cli and from dist/cli. */
const packageFile = new URL("../../package.json", import.meta.url);

/** Runs the command that the process was started with, and answers its exit code. */
export async function runProgram(application: Application): Promise<number> {
  const program = new Command("commissioning")
    .description("Who commissioned care in England, 2010-2013: one dated, sourced graph, asked over GraphQL.")
    .version((JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version)
    .exitOverride();
  addServeCommand(program, application);
  addSeedCommand(program, application);
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    return reportFailure(error, process.env);
  }
}
