import { runProgram } from "../../src/cli/run-program.ts";
import { tinyApplication } from "../server/tiny-application.ts";

/** The program with the tiny application in the place of the real one. */
await runProgram(async () => tinyApplication);
