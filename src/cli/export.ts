import { formatNames } from "../export/format-names.ts";
import type { AddCommand } from "./add-command.ts";
import type { ExportFlags } from "./run-export.ts";

const help = `
Formats: csv (nodes, edges, figures), jsonl, graphml, gexf (with days, for Gephi's timeline), parquet and xlsx (as csv); \
several divided by commas, or all. A folder also gets datapackage.json: columns, sources, licences, digests.
Scopes: day, what exists and holds on --as-of; believed, whatever its days; recorded, also what was retracted.
docs/exports.md describes every column.

Examples:
  commissioning export --out exports/england
  commissioning export --out exports/south-central --within Q38 --as-of 2011-04-01 --format csv,gexf
  commissioning export --out exports/mirror --all --format all --force
  commissioning export --format jsonl - | gzip > graph.jsonl.gz
  commissioning export --format csv --table edges --kinds PCT,CLUSTER,SHA -`;

/** Adds `export`: the graph, or a part of it, as files. */
export const addExportCommand: AddCommand = (program, { act }) => {
  program
    .command("export")
    .description(
      "write the graph, or a part of it, as files: as of a date, or with all that was ever believed",
    )
    .argument("[target]", '"-" to write one file to standard output instead of a folder')
    .option("--out <folder>", "a new or empty folder to write into")
    .option("--format <names>", `${formatNames.join(", ")}, or all`, "csv")
    .option("--table <name>", "with csv, parquet or xlsx on standard output: nodes, edges or figures")
    .option("--as-of <date>", "the day to export, such as 2011-04-01")
    .option("--known-at <instant>", "what was believed then, such as 2011-04-10T00:00:00Z")
    .option("--at-revision <number>", "as this revision of the dataset was, such as 12")
    .option("--within <code>", "only this organisation, what lies in it, and the facts among these")
    .option("--kinds <kinds>", "only these kinds of organisation, such as PRACTICE,PCT")
    .option("--scope <scope>", "day, believed or recorded: see below", "day")
    .option("--all", "every fact with both clocks, believed or not: the same as --scope recorded")
    .option("--force", "write into a folder that holds something, over files of the same names")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action(
      act(async (context, target: string | undefined, flags: ExportFlags) => {
        // It loads every format.
        const { runExport } = await import("./run-export.ts");
        return runExport(context, target, flags);
      }),
    );
};
