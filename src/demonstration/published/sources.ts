import type { Source } from "../../model/source.ts";
import { cell, optional, readTable } from "../read-table.ts";

/** Every source that a row of the tables names. */
export function seedSources(): Source[] {
  return readTable("sources").map((row) => ({
    code: cell(row, "code"),
    title: cell(row, "title"),
    publisher: cell(row, "publisher"),
    published: cell(row, "published"),
    url: optional(row, "url"),
    licence: optional(row, "licence"),
    ...covering(optional(row, "covers")),
  }));
}

const covering = (covers: string | null): Pick<Source, "covers"> =>
  covers === null ? {} : { covers: covers.split(";").map((text) => text.trim()) };
