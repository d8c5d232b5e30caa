import type { ImportReport, PartReport } from "../import/report/report.ts";
import type { Output } from "../server/commands/output.ts";
import { tableText } from "./table.ts";
import { wrapped } from "./wrapped.ts";

const columns = ["read", "added", "changed", "unchanged", "ignored", "rejected", "withdrawn"] as const;
const number = new Intl.NumberFormat("en-GB");

/** An import's report as an aligned table, with the rules that set rows aside and the first rejected rows. */
export function importReportText(output: Output, report: ImportReport): string {
  const rejects = report.rejectsFile === null ? [] : ["", `Rejected rows, all in ${report.rejectsFile}:`];
  const prose = [
    ...report.parts.flatMap(ignoredLines),
    ...rejects,
    ...report.firstRejects.map((line) => `  ${line}`),
    "",
    ...(report.published ?? []),
    ...report.warnings,
    conclusion(report),
  ];
  return [table(output, report.parts), wrapped(prose.join("\n"), output.columns)].join("\n");
}

function table(output: Output, parts: readonly PartReport[]): string {
  const rows = parts.map((part) => [
    part.file,
    part.part,
    ...columns.map((column) => number.format(part[column])),
  ]);
  const numbers = columns.map((title) => ({ title, right: true }));
  return tableText(output, [{ title: "file" }, { title: "read as" }, ...numbers], rows);
}

function ignoredLines({ file, part, ignoredByRule }: PartReport): string[] {
  const rules = Object.entries(ignoredByRule).sort(([, a], [, b]) => b - a);
  if (rules.length === 0) return [];
  const width = Math.max(...rules.map(([, count]) => number.format(count).length));
  return [
    "",
    `Ignored in ${file} (${part}):`,
    ...rules.map(([rule, count]) => `  ${number.format(count).padStart(width)}  ${rule}`),
  ];
}

function conclusion(report: ImportReport): string {
  const { outcome, untaken } = report;
  const conclusion = concluded(report);
  if (outcome === "refused" || outcome === "nothing taken" || untaken.length === 0) return conclusion;
  return `${conclusion}\nBut nothing of ${untaken.join(" and ")} was taken: see above what its rows were ignored for.`;
}

function concluded({ outcome, refusal, seconds, untaken, parts }: ImportReport): string {
  switch (outcome) {
    case "written":
      return `Written in ${seconds.toFixed(1)} s.`;
    case "no change":
      return `No change: the graph says all of this already (${seconds.toFixed(1)} s).`;
    case "nothing taken":
      return `Nothing of ${untaken.join(" and ")} was taken: ${whyNot(parts)} Nothing was written.`;
    case "dry run":
      return "A dry run: nothing was written.";
    case "refused":
      return `Refused: ${refusal}`;
    default:
      return outcome satisfies never;
  }
}

function whyNot(parts: readonly PartReport[]): string {
  const read = parts.reduce((sum, part) => sum + part.read, 0);
  if (read === 0) return "it has no rows.";
  return "its rows are ignored or rejected, as listed above. Is it the right file, read the right way?";
}
