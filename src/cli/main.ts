#!/usr/bin/env node
// Before anything that reads it.
import "./production.ts";
import { runProgram } from "./run-program.ts";

await runProgram(async () => (await import("./application.ts")).application);
