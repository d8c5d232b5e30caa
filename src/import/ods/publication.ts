import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  firstInstantOf,
  type Instant,
  type IsoDate,
  isDateMonthOrYear,
  parseInstant,
} from "../../model/dates.ts";
import type { Edition } from "../../model/editions.ts";
import { BadUserInput } from "../../model/errors.ts";
import { decodedText } from "../csv/encoding.ts";
import { lineRecordsOf } from "../csv/line-records.ts";
import type { LocalFile } from "../input/local-file.ts";
import { dateIn } from "./cells.ts";
import { type FileKind, layouts } from "./layouts.ts";
import { openOds } from "./read-file.ts";
import type { ImportRequest } from "./request.ts";

/** When an edition was published. */
export interface Publication {
  readonly knownFrom: Instant;
  /** As it was given, or as the file tells. */
  readonly published: string;
}

/**
 * When a file was published: as it was given, as it was when the same file came before, else the newest day in it that is not to come.
 * @returns null where the file does not tell
 * @throws BadUserInput for a day to come
 */
export async function publicationOf(
  file: LocalFile,
  kind: FileKind,
  given: string | undefined,
  stored: readonly Edition[],
  now = new Date(),
): Promise<Publication | null> {
  const hash = given === undefined ? await hashOfFile(file) : null;
  const again = hash !== null && stored.find(({ file }) => file === hash);
  if (again) return publicationIn(again);
  const published = given ?? (await newestDay(file, kind, now.toISOString().slice(0, 10)));
  return published === null ? null : publicationOn(published, file, now);
}

/** @throws BadUserInput for what is no day, month or year, nor an instant */
export function checkPublicationTime(published: string, option = "--published"): void {
  if (isDateMonthOrYear(published)) return;
  if (published.includes("T")) parseInstant(published);
  else {
    throw new BadUserInput(
      `${option}: ${JSON.stringify(published.slice(0, 60))} is no date: expected a day, a month or a year, such as 2018-06.`,
    );
  }
}

/** @throws BadUserInput for a day to come */
export function publicationOn(published: string, { name }: LocalFile, now = new Date()): Publication {
  checkPublicationTime(published);
  const knownFrom = instantOf(published);
  if (knownFrom > now.toISOString()) {
    throw new BadUserInput(
      `${published} is to come: expected --published with when ${name} was published, such as --published 2018-06.`,
    );
  }
  return { knownFrom, published };
}

/** SHA-256 of a file's bytes. */
export async function hashOfFile({ path }: LocalFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

const publicationIn = ({ knownFrom, published }: Edition): Publication => ({ knownFrom, published });

const instantOf = (text: string): Instant =>
  isDateMonthOrYear(text) ? firstInstantOf(text) : parseInstant(text);

async function newestDay(file: LocalFile, kind: FileKind, today: string): Promise<string | null> {
  const { at }: { readonly at: Readonly<Record<string, number>> } = layouts[kind];
  const columns = ["opened", "closed", "joined", "left"].flatMap((column) => at[column] ?? []);
  let newest = "";
  const csv = await openOds(file);
  for await (const rows of lineRecordsOf(
    file.name,
    decodedText(file.path, csv.encoding, () => {}),
    csv.delimiter,
  )) {
    for (const row of rows) {
      if (row.kind === "unreadable") continue;
      for (const column of columns) {
        const day = dayIn(row.cells[column] ?? "");
        if (day !== null && day > newest && day <= today) newest = day;
      }
    }
  }
  return newest === "" ? null : newest;
}

/**
 * Told once it is known that the file is one of ODS at all.
 * @param reject the first row that was rejected, in a sentence: its days may be what cannot be read
 */
export const unknownPublication = (file: LocalFile, reject?: string): BadUserInput =>
  new BadUserInput(
    `${file.name} does not tell when it was published: expected --published with the day, the month or the year, such as --published 2018-06.${reject === undefined ? "" : ` Nor can all of it be read: ${reject}`}`,
  );

function dayIn(cell: string): IsoDate | null {
  try {
    return dateIn("", cell.trim());
  } catch {
    return null;
  }
}

/** What was told by the files, for whoever knows better. */
export function publicationNotes(
  found: Readonly<Record<FileKind, Publication | null>>,
  { published, membershipsPublished }: ImportRequest,
): string[] {
  if (published !== undefined) return [];
  const dated = {
    practices: found.practices,
    memberships: membershipsPublished === undefined ? found.memberships : null,
  };
  return Object.entries(dated).flatMap(([kind, publication]) =>
    publication
      ? [
          `The ${kind} are taken as published on ${publication.published}, the newest day in the file: if it was another day, give --published.`,
        ]
      : [],
  );
}
