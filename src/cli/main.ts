#!/usr/bin/env node
import { application } from "./application.ts";
import { runProgram } from "./run-program.ts";

await runProgram(application);
