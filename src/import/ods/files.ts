import type { Code } from "../../model/code.ts";
import type { Input } from "../input/input.ts";
import { openInput } from "../input/open-input.ts";
import type { Progress } from "../report/progress.ts";
import type { Rejects } from "../report/rejects.ts";
import type { Known } from "./known.ts";
import type { KnownCodes, MembershipRow } from "./membership-rows.ts";
import type { PracticeRow } from "./practice-rows.ts";
import { readMembershipsFile, readPracticesFile, type Taken, type TakenMemberships } from "./read-files.ts";
import type { ImportRequest } from "./request.ts";

/** What the files of an import say, as far as the graph takes it; null for a file that was not given. */
export interface Files {
  readonly practices: Taken<PracticeRow> | null;
  /** The practices file's parent columns, where there is no memberships file. */
  readonly parents: Taken<MembershipRow> | null;
  readonly memberships: TakenMemberships | null;
}

/** Opens, reads and closes the files: practices first, since memberships are of practices. */
export async function readFiles(
  request: ImportRequest,
  known: Known,
  rejects: Rejects,
  progress: Progress,
): Promise<Files> {
  const stdin = request.stdin ?? process.stdin;
  const inputs: Input[] = [];
  const open = async (place: string): Promise<Input> => {
    const input = await openInput(place, stdin);
    inputs.push(input);
    return { ...input, bytes: progress.watch(input.bytes) };
  };
  try {
    const practices = request.practices === undefined ? null : await open(request.practices);
    const memberships = request.memberships === undefined ? null : await open(request.memberships);
    progress.expect(inputs.map((input) => input.size));
    const read = practices && (await readPracticesFile(practices, known, rejects, memberships === null));
    const codes = codesOf(known, read?.practices.rows ?? [], read?.others ?? new Map());
    return {
      practices: read?.practices ?? null,
      parents: read?.parents ?? null,
      memberships: memberships && (await readMembershipsFile(memberships, codes, rejects)),
    };
  } finally {
    for (const input of inputs) await input.close();
  }
}

function codesOf(
  known: Known,
  practices: readonly PracticeRow[],
  others: ReadonlyMap<Code, "not a GP practice" | "rejected">,
): KnownCodes {
  const inFile = new Set(practices.map((practice) => practice.code));
  return {
    practice: (code) =>
      inFile.has(code) || known.practices.has(code) ? "practice" : (others.get(code) ?? "unknown"),
    kindOf: (code) => known.otherKinds.get(code),
  };
}
