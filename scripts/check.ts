import { exec } from "node:child_process";
import { availableParallelism } from "node:os";

/** Every check of `npm run check`, as many at once as there are processors. The longest come first. */
const steps = [
  "tsc --noEmit",
  "tsc -p web --noEmit",
  "tsx scripts/check-cypher.ts",
  "biome check .",
  "tsx scripts/check-dependencies.ts",
  "knip",
  "tsc -p src/graphiql --noEmit",
  "tsx scripts/check-schema.ts",
];

/** Runs a step and prints what it said, after its name, when it has ended. */
function run(step: string): Promise<boolean> {
  const started = performance.now();
  return new Promise((resolve) => {
    exec(step, { maxBuffer: 100_000_000 }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      console.log(`${error ? "FAILED" : "ok"} ${step} (${seconds} s)\n${stdout}${stderr}`.trimEnd());
      resolve(error === null);
    });
  });
}

const waiting = [...steps];
const results: boolean[] = [];
async function runWaiting(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await run(step));
}
await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
if (results.includes(false)) process.exitCode = 1;
