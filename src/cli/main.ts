#!/usr/bin/env node
// Before anything that reads it.
import "./production.ts";
import { application } from "./application.ts";
import { runProgram } from "./run-program.ts";

await runProgram(application);
