import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { fieldOf } from "../../model/curation.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { FactKind } from "../../model/facts.ts";
import { type CommandContext, pathFrom } from "../command-context.ts";
import { factFromTexts } from "./fact-fields.ts";
import type { Locate } from "./outcome.ts";

export interface FactsOfFile {
  readonly facts: readonly Record<string, unknown>[];
  /** The line and the column that a path of the API comes from. */
  readonly locate: Locate;
}

interface Row {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/**
 * Reads a file of facts of one kind.
 * @param fields the columns that it may have
 * @throws BadUserInput when it cannot be read, or has other columns
 */
export async function readFactsCsv(
  context: CommandContext,
  file: string,
  kind: FactKind,
  fields: readonly string[],
): Promise<FactsOfFile> {
  const rows = parsed(file, await textOf(context, file), fields);
  return {
    facts: rows.map(({ record }) => ({ [fieldOf(kind)]: factFromTexts(record) })),
    locate([, list, index, , column]) {
      const row = list === "facts" ? rows[Number(index)] : undefined;
      if (!row) return null;
      return `${file}, line ${row.info.lines}${column === undefined ? "" : `, column ${column}`}`;
    },
  };
}

function parsed(file: string, text: string, fields: readonly string[]): Row[] {
  const checkHeader = (header: string[]) => {
    const unknown = header.filter((column) => !fields.includes(column));
    if (unknown.length === 0) return header;
    throw new BadUserInput(
      `${file}, line 1: ${unknown.map((column) => JSON.stringify(column)).join(", ")} is no column: expected any of ${fields.join(", ")}.`,
    );
  };
  try {
    return parse(text, {
      columns: checkHeader,
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BadUserInput(`${file}: ${error.message}: expected CSV with a header.`, {}, { cause: error });
  }
}

async function textOf(context: CommandContext, file: string): Promise<string> {
  const bytes = file === "-" ? await bytesOf(context.stdin) : await readBytes(context, file);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new BadUserInput(`${file} is not UTF-8: expected it saved as CSV UTF-8.`, {}, { cause: error });
  }
}

async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function readBytes(context: CommandContext, file: string): Promise<Buffer> {
  try {
    return await readFile(pathFrom(context, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadUserInput(
      `${file} cannot be read (${code === "ENOENT" ? "there is no such file" : code}): expected a CSV file, such as facts.csv.`,
      {},
      { cause: error },
    );
  }
}
