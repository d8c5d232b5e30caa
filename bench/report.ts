import { contenderNames, contenderTitles } from "./contenders/contender.ts";
import { type Measured, modes } from "./measure.ts";
import { type Ratio, type Results, ratiosOf, reaches } from "./results.ts";

/** RESULTS.md: machine and versions, ratios, then times. */
export function report(
  results: Results,
  plots: readonly { readonly file: string; readonly title: string }[],
): string {
  const ratios = ratiosOf(results);
  const group = (name: Ratio["group"], title: string) =>
    ratioTable(
      title,
      ratios.filter((ratio) => ratio.group === name),
    );
  return `${[
    "# Results of the benchmark",
    `Written by \`${results.how}\` on ${results.when}, in ${results.minutes.toFixed(0)} minutes.${results.finished ? "" : " **It did not come to its end: this is what it found until then.**"} What the letters stand for, and how it is measured, is in [README.md](README.md). All contenders took turns in one run, so compare ratios; times are this machine's.`,
    results.caution,
    facts({ ...results.machine, ...results.versions }),
    "## Ratios",
    group("peer", "How many times as fast as `@neo4j/graphql` on the same Neo4j"),
    group(
      "replica",
      "The same with a snapshot in the server's process (`SNAPSHOT_MAX_FACTS`), which asks Neo4j for its revision at every request",
    ),
    group("limit", "Embedded: how many times as long as plain objects in memory"),
    group("size", "How many times as long as at one England, for the same answer"),
    group("load", "64 clients at once, mixing all works"),
    group("start", "Cold start: how many times as fast as `@neo4j/graphql`"),
    ...plots.map(({ file, title }) => `![${title}](${file})`),
    "## Times",
    ...modes.map((mode) =>
      timesTable(
        results.measured.filter((each) => each.mode === mode),
        mode,
      ),
    ),
    loadTable(results),
    otherTimes(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function facts(named: Readonly<Record<string, string>>): string {
  return [
    "| | |",
    "|---|---|",
    ...Object.entries(named).map(([name, value]) => `| ${name} | ${value} |`),
  ].join("\n");
}

function ratioTable(title: string, ratios: readonly Ratio[]): string {
  if (ratios.length === 0) return "";
  const rows = ratios.map((ratio) => {
    const { work, name, mode, value, better, target } = ratio;
    const wanted = target === undefined ? "" : `${better === "higher" ? "≥" : "≤"} ${target}`;
    const met = reaches(ratio);
    return `| ${work} | ${name} | ${mode} | ${value.toFixed(2)} | ${wanted} | ${met === undefined ? "" : met ? "yes" : "**no**"} |`;
  });
  return [
    `### ${title}`,
    "",
    "| | work | | ratio | target | reached |",
    "|---|---|---|--:|---|---|",
    ...rows,
  ].join("\n");
}

function timesTable(measured: readonly Measured[], mode: string): string {
  if (measured.length === 0) return "";
  const order = (each: Measured) =>
    `${each.work} ${String(each.englands).padStart(4, "0")} ${contenderNames.indexOf(each.contender)}`;
  const rows = [...measured]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(
      ({ work, name, englands, contender, median, p95, quartiles, asked }) =>
        `| ${work} | ${name} | ${englands} | ${contenderTitles[contender]} | ${shown(median)} | ${shown(p95)} | ${quartiles.map(shown).join(" – ")} | ${asked} |`,
    );
  return [
    `### Milliseconds ${mode}`,
    "",
    "| | work | Englands | | median | 95th percentile | middle half | asked |",
    "|---|---|--:|---|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

function loadTable({ loads }: Results): string {
  if (loads.length === 0) return "";
  const rows = loads.map(
    (load) =>
      `| ${contenderTitles[load.contender]} | ${load.requestsPerSecond.toFixed(0)} | ${load.failed} | ${shown(load.p50)} | ${shown(load.p99)} | ${load.memoryEarly.toFixed(0)} | ${load.memoryLate.toFixed(0)} | ${load.heapEarly.toFixed(0)} | ${load.heapLate.toFixed(0)} |`,
  );
  return [
    "### i: 64 clients at once",
    "",
    "| | requests a second | failed | median, ms | 99th percentile, ms | memory early, MB | memory late, MB | heap in use early, MB | heap in use late, MB |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

function otherTimes({ coldStarts, fills }: Results): string {
  const rows = [
    ...coldStarts.map(
      ({ contender, milliseconds }) =>
        `| k | cold start to the first answer, ${contenderTitles[contender]} | ${(milliseconds / 1000).toFixed(2)} |`,
    ),
    ...fills.map(
      ({ contender, englands, seconds }) =>
        `| j | import of ${englands === 1 ? "England" : `${englands} Englands`}, ${contenderTitles[contender]} | ${seconds.toFixed(1)} |`,
    ),
  ];
  return rows.length === 0 ? "" : ["### Seconds", "", "| | | |", "|---|---|--:|", ...rows].join("\n");
}

const shown = (milliseconds: number): string =>
  milliseconds >= 100
    ? milliseconds.toFixed(0)
    : milliseconds >= 10
      ? milliseconds.toFixed(1)
      : milliseconds.toFixed(2);
