import type { Output } from "../server/commands/output.ts";
import { tableText } from "./table.ts";
import { countOf } from "./wording.ts";
import { wrapped } from "./wrapped.ts";

export interface ExportReport {
  readonly folder: string;
  readonly revision: number;
  readonly asOf: string;
  readonly knownAt: string;
  readonly scope: string;
  readonly organisations: number;
  readonly seconds: number;
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly rows: number;
    /** Facts that lead to an organisation which is not in the export. */
    readonly leftOut: number;
  }[];
}

const columns = [
  { title: "file" },
  { title: "rows", right: true },
  { title: "bytes", right: true },
  { title: "sha256" },
];
const number = new Intl.NumberFormat("en-GB");

/** What was written, a line a file, and by what to repeat it. */
export function exportReportText(output: Output, report: ExportReport): string {
  const { folder, revision, asOf, knownAt, scope, organisations, seconds, files } = report;
  const day = scope === "day" ? `as of ${asOf}, ` : "";
  const rows = files.map(({ path, rows, bytes, sha256 }) => [
    path,
    number.format(rows),
    number.format(bytes),
    sha256.slice(0, 12),
  ]);
  const leftOut = Math.max(0, ...files.map((file) => file.leftOut));
  const sentence = (text: string) => wrapped(text, output.columns);
  return [
    tableText(output, columns, rows),
    "",
    ...(leftOut > 0
      ? [
          sentence(
            `Left out, because it leads to an organisation that is not in the export: ${countOf(leftOut, "fact")}.`,
          ),
        ]
      : []),
    sentence(
      `${number.format(organisations)} organisations, ${day}as known at ${knownAt} (revision ${revision}), are in ${folder} (${seconds.toFixed(1)} s).`,
    ),
  ].join("\n");
}
