import { writeFileSync } from "node:fs";
import { plotRatios, plotTimes } from "./apart/plot.mjs";
import { contenderNames, contenderTitles } from "./contenders/contender.ts";
import { type Ratio, type Results, ratiosOf, reaches } from "./results.ts";

interface Plotted {
  readonly file: string;
  readonly title: string;
}

/** Draws a run into a folder. @returns what was drawn, with the files' names */
export function drawPlots(results: Results, folder: URL): Plotted[] {
  const ratios = ratiosOf(results);
  const drawings = [
    ratioPlot(
      ratios,
      "peer",
      "against-the-peer.svg",
      "Times as fast as @neo4j/graphql on the same Neo4j, over HTTP (the tick is the target)",
    ),
    ratioPlot(
      ratios,
      "replica",
      "snapshot-against-the-peer.svg",
      "With a snapshot: times as fast as @neo4j/graphql on the same Neo4j, over HTTP (the tick is the target)",
    ),
    ratioPlot(
      ratios,
      "limit",
      "against-plain-objects.svg",
      "Embedded: times as long as plain objects in memory, over HTTP (the tick is the target)",
    ),
    timePlot(results),
  ].filter((drawing) => drawing !== undefined);
  for (const { file, svg } of drawings) writeFileSync(new URL(file, folder), svg);
  return drawings;
}

function ratioPlot(ratios: readonly Ratio[], group: Ratio["group"], file: string, title: string) {
  const shown = ratios.filter((ratio) => ratio.group === group && ratio.mode === "over HTTP");
  if (shown.length === 0) return undefined;
  const bars = shown.map((ratio) => {
    const reached = reaches(ratio);
    return {
      label: `${ratio.work} ${ratio.name}`,
      value: ratio.value,
      target: ratio.target ?? null,
      reached: reached === undefined ? "no target" : reached ? "reached" : "missed",
    };
  });
  return { file, title, svg: plotRatios(bars, title) };
}

function timePlot({ measured }: Results) {
  const title = "Median milliseconds at one England, over HTTP";
  const shown = measured.filter(({ mode, englands }) => mode === "over HTTP" && englands === 1);
  if (shown.length === 0) return undefined;
  const dots = [...shown]
    .sort((a, b) =>
      a.work === b.work
        ? contenderNames.indexOf(a.contender) - contenderNames.indexOf(b.contender)
        : a.work < b.work
          ? -1
          : 1,
    )
    .map(({ work, name, contender, median }) => ({
      label: `${work} ${name}`,
      contender: contenderTitles[contender],
      median,
    }));
  return { file: "times.svg", title, svg: plotTimes(dots, title) };
}
