import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import canonicalize from "canonicalize";

/** A line of a backup, to be changed at will. */
export type Line = Record<string, unknown>;

export const linesIn = (backup: Buffer): Line[] =>
  gunzipSync(backup)
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

/** A backup of changed lines, as somebody would write it who knows how: counts, digests and SHA-256 fit what it holds. */
export function rewritten(backup: Buffer, change: (lines: Line[]) => Line[]): Buffer {
  const [header = {}, ...rest] = change(linesIn(backup));
  const records = rest.slice(0, -1);
  const types = Object.keys(header.counts as object);
  const of = (type: string) => records.filter((record) => record.type === type);
  const counts = Object.fromEntries(types.map((type) => [type, of(type).length]));
  const before = textOf([{ ...header, counts }, ...records]);
  const digests = Object.fromEntries(types.map((type) => [type, sha256(textOf(of(type)))]));
  const end = { type: "end", counts, digests, digest: sha256(textOf(records)), sha256: sha256(before) };
  return gzipSync(before + textOf([end]));
}

const textOf = (lines: readonly Line[]) => lines.map((line) => `${canonicalize(line)}\n`).join("");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
