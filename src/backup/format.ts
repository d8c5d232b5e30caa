import { z } from "zod";
import { canonicalText } from "../graph/audit-digest.ts";
import { graphSchemaVersion } from "../graph/statements/graph-schema.ts";
import { shapeFaults } from "../model/shape-faults.ts";
import { Fault } from "./checker.ts";
import { type Content, contentLine } from "./digest.ts";
import { type RecordType, recordTypes, type StoredRecord } from "./record.ts";
import { hash, instant, shapeFault, wholeNumber } from "./shapes.ts";

/** The lines of a backup: a header, the records, and an end that sums up all before it. See docs/backup.md. */

export const formatName = "commissioning-graph backup";
/** 2 since facts and descriptions name their revisions. */
export const formatVersion = 2;
/** Of those it reads: what 1 does not say is worked out from the audit log. */
const formatVersions = [1, formatVersion] as const;

const perType = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    ...(Object.fromEntries(recordTypes.map((type) => [type, value])) as Record<RecordType, Value>),
    edition: value.optional(),
  });

const header = z.strictObject({
  type: z.literal("backup"),
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersions),
  /** Of the program that wrote it. */
  programVersion: z.string(),
  graphSchemaVersion: wholeNumber.min(1).max(graphSchemaVersion),
  engine: z.string(),
  createdAt: instant,
  /** Where the graph's log and its record clock stood. */
  revision: wholeNumber,
  recordedAt: instant,
  auditSequence: wholeNumber,
  auditHash: hash,
  counts: perType(wholeNumber),
});
export type Header = z.infer<typeof header>;

const end = z.strictObject({
  type: z.literal("end"),
  counts: perType(wholeNumber),
  digests: perType(hash),
  digest: hash,
  /** Of every byte before this line. */
  sha256: hash,
});
export type End = z.infer<typeof end>;

export const headerLine = (value: Omit<Header, "type" | "format" | "formatVersion">): string =>
  canonicalText({ type: "backup", format: formatName, formatVersion, ...value } satisfies Header);

export const endLine = (content: Content, sha256: string): string =>
  canonicalText({ type: "end", ...content, sha256 } satisfies End);

/** Whether a record is of the form that a backup of a format has. */
export function isOfFormat({ formatVersion }: Header, { type, value }: StoredRecord): boolean {
  const named = formatVersion > 1;
  if (type === "fact") return (value.addedIn !== undefined) === named;
  return (
    type !== "organisation" || value.descriptions.every((each) => (each.addedIn !== undefined) === named)
  );
}

/** @throws Fault */
export function readHeader(line: string): Header {
  const value = objectIn(line);
  if (value?.type !== "backup" || value.format !== formatName) {
    throw new Fault(`"${line.slice(0, 60)}"`, `the header of a ${formatName}`);
  }
  if (!formatVersions.some((known) => known === value.formatVersion)) {
    throw new Fault(
      `format version ${JSON.stringify(value.formatVersion)}, written by program version ${JSON.stringify(value.programVersion)}`,
      `format version ${formatVersions.join(" or ")}`,
    );
  }
  const { graphSchemaVersion: stored } = value;
  if (typeof stored === "number" && stored > graphSchemaVersion) {
    throw new Fault(
      `graph schema version ${stored}, written by program version ${JSON.stringify(value.programVersion)}`,
      `at most ${graphSchemaVersion}, or a newer program`,
    );
  }
  return shaped(header, value, line);
}

/** A record, or the end. @throws Fault */
export function readLine(line: string): StoredRecord | End {
  const object = objectIn(line);
  if (object === null) throw new Fault(`"${line.slice(0, 60)}", which is no JSON object`, "a record");
  const { type, ...value } = object;
  if (type === "end") return shaped(end, object, line);
  const known = recordTypes.find((name) => name === type);
  if (known === undefined) {
    throw new Fault(`type ${JSON.stringify(type)}`, `one of ${recordTypes.join(", ")}, end`);
  }
  const fault = shapeFault(known, value);
  if (fault !== null) throw new Fault(`a record of type "${known}" that is none`, fault);
  const record = { type: known, value } as unknown as StoredRecord;
  return inOneForm(record, contentLine(record), line);
}

function shaped<T extends object>(shape: z.ZodType<T>, value: object, line: string): T {
  const read = shape.safeParse(value);
  if (!read.success) {
    const faults = shapeFaults("", value, read.error.issues, {}).replace(/\.$/, "");
    throw new Fault(`a line that is none of a backup (${faults})`, "a line as the program writes it");
  }
  return inOneForm(read.data, canonicalText(value), line);
}

/** One value has one line only, so that equal contents have equal digests. */
function inOneForm<T>(value: T, written: string, line: string): T {
  if (written === line) return value;
  throw new Fault("a line in another form than it is written in", "canonical JSON (RFC 8785)");
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
