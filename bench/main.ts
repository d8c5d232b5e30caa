import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { efforts } from "./efforts.ts";
import { drawPlots } from "./plots.ts";
import { report } from "./report.ts";
import { type Ratio, type Results, ratiosOf, worsened } from "./results.ts";
import { runBenchmark } from "./run.ts";
import { warmWorks } from "./works/works.ts";

/** `npm run bench`: measures, writes RESULTS.md with its plots, and compares with an earlier run where one is given. */
const here = new URL("./", import.meta.url);

interface Options {
  readonly quick?: true;
  readonly only?: readonly string[];
  readonly out?: string;
  readonly compare?: readonly Ratio[];
}

async function main({ quick, only, out, compare }: Options): Promise<void> {
  const folder = new URL(`${(out ?? defaultFolder(quick, only)).replace(/\/$/, "")}/`, here);
  const name = quick ? "quick" : "whole";
  mkdirSync(folder, { recursive: true });
  const results = await runBenchmark(efforts[name], {
    how: ["npm run bench", ...askedFor(name, only)].join(" "),
    only,
    save: (found) => write(found, folder),
  });
  console.log(readFileSync(new URL("RESULTS.md", folder), "utf8"));
  if (compare) complain(compare, ratiosOf(results));
}

/** What a whole run wrote stays as it is, as the claims of README.md and docs/speed.md are taken from it. */
const defaultFolder = (quick: true | undefined, only: readonly string[] | undefined): string =>
  quick || only ? "part" : ".";

function askedFor(name: keyof typeof efforts, only: readonly string[] | undefined): string[] {
  const options = [...(name === "whole" ? [] : [`--${name}`]), ...(only ? ["--only", ...only] : [])];
  return options.length === 0 ? [] : ["--", ...options];
}

function write(results: Results, folder: URL): void {
  writeFileSync(new URL("results.json", folder), `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(new URL("RESULTS.md", folder), report(results, drawPlots(results, folder)));
}

/** Before anything is measured, or a wrong file would be found out only afterwards. */
function readEarlier(file: string): readonly Ratio[] {
  try {
    return ratiosOf(JSON.parse(readFileSync(file, "utf8")) as Results);
  } catch (error) {
    throw new InvalidArgumentError(
      `Expected what an earlier run wrote, such as bench/results.json. ${(error as Error).message}`,
    );
  }
}

function complain(before: readonly Ratio[], after: readonly Ratio[]): void {
  const worse = worsened(before, after);
  for (const { before: was, after: is } of worse) {
    console.error(
      `Worse by more than a fifth: ${is.id} was ${was.value.toFixed(2)} and is ${is.value.toFixed(2)} (${is.better} is better).`,
    );
  }
  console.error(
    worse.length === 0 ? "No ratio is worse by more than a fifth." : `${worse.length} ratios are worse.`,
  );
  if (worse.length > 0) process.exitCode = 1;
}

await new Command("bench")
  .description(
    "Measures this server, @neo4j/graphql and plain objects side by side, on a Neo4j that it starts.",
  )
  .option("--quick", "roughly, in two and a half minutes: one England, over HTTP, some works")
  .addOption(
    new Option("--only <letters...>", "some works alone, such as b c i").choices([
      ...warmWorks.map(({ id }) => id),
      ...["e", "i", "k"],
    ]),
  )
  .option(
    "--out <folder>",
    'where RESULTS.md, results.json and the plots go, from the folder bench; usually that folder, or "part" in it for a part of the run',
  )
  .option(
    "--compare <file>",
    "results.json of an earlier run: exit with 1 where a ratio is worse by more than a fifth",
    readEarlier,
  )
  .action(main)
  .parseAsync();
