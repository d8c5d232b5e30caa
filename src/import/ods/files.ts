import type { Code } from "../../model/code.ts";
import { firstInstantOf } from "../../model/dates.ts";
import type { Edition } from "../../model/editions.ts";
import { readAs, writtenAs } from "../csv/open-csv.ts";
import { type LocalFile, openLocally } from "../input/local-file.ts";
import type { Progress } from "../report/progress.ts";
import type { Rejects } from "../report/rejects.ts";
import { membershipsEdition, practicesEdition } from "./editions.ts";
import type { Known } from "./known.ts";
import { lifeAfter } from "./life-after.ts";
import type { KnownCodes, MembershipRow } from "./membership-rows.ts";
import type { PracticeRow } from "./practice-rows.ts";
import { hashOfFile, publicationNotes, publicationOf, unknownPublication } from "./publication.ts";
import type { Reading } from "./read-file.ts";
import {
  type Ingested,
  type IngestedMemberships,
  readMembershipsFile,
  readPracticesFile,
} from "./read-files.ts";
import type { ImportRequest } from "./request.ts";
import { knownBy, type StoredRegister } from "./stored-register.ts";

/** What the files of an import say, as far as the graph takes it; null for a file that was not given. */
export interface Files {
  readonly practices: Ingested<PracticeRow> | null;
  /** The practices file's parent columns, where there is no memberships file. */
  readonly parents: Ingested<MembershipRow> | null;
  readonly memberships: IngestedMemberships | null;
  /** Kinds and lives as they are after the import. */
  readonly lives: KnownCodes["lifeOf"];
  /** What was known when the later of them was published. */
  readonly known: Known;
  /** What they state, as editions. */
  readonly editions: readonly Edition[];
  /** Names of files of which something is kept as an edition. */
  readonly stored: readonly string[];
  /** Which day each was taken as published on, where that was not given. */
  readonly published: readonly string[];
  /** What was recognised that a reader of the report should check. */
  readonly notes: readonly string[];
}

/** Opens, reads and closes the files: practices first, since memberships are of practices. */
export async function readFiles(
  request: ImportRequest,
  stored: StoredRegister,
  rejects: Rejects,
  progress: Progress,
): Promise<Files> {
  const opened: LocalFile[] = [];
  const open = async (place: string): Promise<Reading> => {
    const file = await openLocally(place, request.stdin ?? process.stdin);
    opened.push(file);
    return { file, rejects, onBytes: (bytes) => progress.read(bytes) };
  };
  try {
    const practices = request.practices === undefined ? null : await open(request.practices);
    const memberships = request.memberships === undefined ? null : await open(request.memberships);
    const published = {
      practices:
        practices && (await publicationOf(practices.file, "practices", request.published, stored.editions)),
      memberships:
        memberships &&
        (await publicationOf(
          memberships.file,
          "memberships",
          request.membershipsPublished ?? request.published,
          stored.editions,
        )),
    };
    const latest = [published.practices, published.memberships]
      .flatMap((one) => one?.knownFrom ?? [])
      .sort()
      .at(-1);
    const known = knownBy(stored, latest ?? firstInstantOf("1000"));
    progress.expect(opened.map(({ size }) => size));
    const read = practices && (await readPracticesFile(practices, known, memberships === null));
    const codes = codesOf(known, read?.practices.rows ?? [], read?.others ?? new Map());
    const members = memberships && (await readMembershipsFile(memberships, codes));
    const editions: Edition[] = [];
    if (read && practices) {
      if (!published.practices) throw unknownPublication(practices.file, rejects.first[0]);
      editions.push(practicesEdition(read, published.practices, await hashOfFile(practices.file)));
    }
    if (members && memberships) {
      if (!published.memberships) throw unknownPublication(memberships.file, rejects.first[0]);
      const { partial = false } = request;
      editions.push(
        membershipsEdition(members, published.memberships, partial, await hashOfFile(memberships.file)),
      );
    }
    return {
      practices: read?.practices ?? null,
      parents: read?.parents ?? null,
      memberships: members,
      lives: codes.lifeOf,
      known,
      editions: editions.filter(({ rows }) => rows.length > 0),
      stored: [read?.stated.length ? practices : null, members?.stated.length ? memberships : null].flatMap(
        (one) => one?.file.name ?? [],
      ),
      published: publicationNotes(published, request),
      notes: [
        ...[read, members].flatMap((file) =>
          file ? (readAs(file.csv.file.name, writtenAs(file.csv)) ?? []) : [],
        ),
      ],
    };
  } finally {
    for (const file of opened) await file.close();
  }
}

function codesOf(
  known: Known,
  practices: readonly PracticeRow[],
  others: ReadonlyMap<Code, "not a GP practice" | "rejected">,
): KnownCodes {
  const inFile = new Map(practices.map((practice) => [practice.code, lifeAfter(practice, known)]));
  return {
    practice: (code) =>
      inFile.has(code) || known.practices.has(code) ? "practice" : (others.get(code) ?? "unknown"),
    lifeOf: (code) => inFile.get(code) ?? known.lives.get(code),
  };
}
