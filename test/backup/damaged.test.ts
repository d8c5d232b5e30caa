import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BackupRefused } from "../../src/backup/read-backup.ts";
import { checkBackup, restoreBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { countStored } from "../../src/graph/statements/backup.ts";
import { type Line, rewritten } from "./rewritten.ts";
import { fillRichly } from "./rich-graph.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-damaged-"));
const file = join(folder, "whole.jsonl.gz");
let graph: Graph;
let whole: Buffer;
beforeAll(async () => {
  const rich = await fillRichly(await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 }));
  await writeBackup(rich, { file, force: false, programVersion: "0.1.0" });
  await rich.close();
  whole = readFileSync(file);
  graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = () => gunzipSync(whole).toString("utf8");
const packed = (change: (text: string) => string) => () => gzipSync(change(text()));
const lines = (change: (lines: Line[]) => Line[]) => () => rewritten(whole, change);
/** Changes the records that a condition holds of; the file is otherwise in order. */
const changed = (of: (line: Line) => boolean, by: (line: Line) => Line) =>
  lines((all) => all.map((line) => (of(line) ? by(line) : line)));
const without = (of: (line: Line) => boolean) => lines((all) => all.filter((line) => !of(line)));
const header = (change: Line) =>
  changed(
    ({ type }) => type === "backup",
    (line) => ({ ...line, ...change }),
  );
const isFact = ({ type }: Line) => type === "fact";
const first = (type: string) => {
  let found = false;
  return (line: Line) => {
    if (found || line.type !== type) return false;
    found = true;
    return true;
  };
};
const swapped = (type: string) =>
  lines((all) => {
    const at = all.findIndex((line) => line.type === type);
    return [...all.slice(0, at), all[at + 1] ?? {}, all[at] ?? {}, ...all.slice(at + 2)];
  });
const twice = (type: string) =>
  lines((all) =>
    all.flatMap((line) =>
      first(type)(line) && line === all.find((each) => each.type === type) ? [line, line] : [line],
    ),
  );
const descriptions = (line: Line) => line.descriptions as Line[];

const corpus: readonly [what: string, bytes: () => Buffer, message: RegExp][] = [
  ["nothing in it", () => Buffer.alloc(0), /found an empty file; expected a gzip file/],
  [
    "another kind of file",
    () => Buffer.from("PK\u0003\u0004"),
    /begins with the bytes 504b; expected a gzip file, which begins with 1f8b/,
  ],
  ["the lines without gzip", () => gunzipSync(whole), /begins with the bytes 7b22/],
  [
    "another product's gzip",
    () => gzipSync("CREATE TABLE practice (code text);\n"),
    /line 1: found "CREATE TABLE practice .*; expected the header of a commissioning-graph backup/,
  ],
  [
    "another product's JSON",
    () => gzipSync('{"type":"backup","format":"neo4j"}\n'),
    /line 1: .*expected the header/,
  ],
  [
    "an export in its place",
    () => gzipSync('{"asOf":"2011-04-01","type":"export"}\n'),
    /line 1: .*expected the header/,
  ],
  ["gzip of nothing", () => gzipSync(""), /found nothing; expected the header/],
  [
    "gzip that is cut off",
    () => whole.subarray(0, whole.length - 20),
    /found gzip that cannot be unpacked further \(unexpected end of file\)/,
  ],
  ["half of it", () => whole.subarray(0, whole.length / 2), /found gzip that cannot be unpacked further/],
  ["only its first bytes", () => whole.subarray(0, 12), /found gzip that cannot be unpacked further/],
  [
    "bytes behind gzip",
    () => Buffer.concat([whole, Buffer.from("more")]),
    /line \d+: found gzip that cannot be unpacked further/,
  ],
  [
    "padding behind gzip",
    () => Buffer.concat([whole, Buffer.alloc(4)]),
    /line 25: found 4 bytes after the end of gzip; expected nothing/,
  ],
  [
    "a second gzip behind it",
    () => Buffer.concat([whole, gzipSync("more\n")]),
    /line 26: found a line after the last one; expected nothing/,
  ],
  [
    "no last line",
    packed((all) => all.split("\n").slice(0, -2).join("\n").concat("\n")),
    /line 24: found no last line; expected one of type "end": the file is cut off/,
  ],
  ["a last line without its end", packed((all) => all.trimEnd()), /line 25: found a line that is cut off/],
  ["a line that is cut off", packed((all) => all.slice(0, 3_000)), /line \d+: found a line that is cut off/],
  [
    "a line that is no JSON",
    packed((all) => all.replace('{"code":"TEST"', '{"code":TEST"')),
    /line 3: found "\{"code":TEST.*", which is no JSON object/,
  ],
  [
    "a line of a list",
    packed((all) => all.replace(/\n\{.*\n/, "\n[]\n")),
    /line 2: found "\[\]", which is no JSON object/,
  ],
  ["an empty line", packed((all) => all.replace("\n", "\n\n")), /line 2: found "", which is no JSON object/],
  [
    "line ends of Windows",
    packed((all) => all.replaceAll("\n", "\r\n")),
    /line 1: found a line in another form than it is written in; expected canonical JSON/,
  ],
  [
    "one letter changed",
    packed((all) => all.replace("Church View", "Church Vieu")),
    /line 25: found lines with the SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}/,
  ],
  [
    "a date changed",
    packed((all) => all.replace('"validTo":"2013-03-31"', '"validTo":"2013-03-30"')),
    /line \d+: found fact [0-9a-f]{20}, whose id is a digest of all that it says, says what has the id/,
  ],
  [
    "spaces in a line",
    packed((all) => all.replace('"type":"dataset"', '"type": "dataset"')),
    /line 2: .*expected canonical JSON \(RFC 8785\)/,
  ],
  [
    "a digest changed in the last line",
    packed((all) =>
      all.replace(/"digest":"(.)/g, '"digest":"f$1').replace(/(f[0-9a-f]{63})[0-9a-f]"/g, '$1"'),
    ),
    /line \d+: found/,
  ],
  [
    "a format version to come",
    header({ formatVersion: 3, programVersion: "9.0.0" }),
    /line 1: found format version 3, written by program version "9\.0\.0"; expected format version 1 or 2/,
  ],
  [
    "a graph schema to come",
    header({ graphSchemaVersion: 99 }),
    /line 1: found graph schema version 99, .*expected at most \d+, or a newer program/,
  ],
  ["a header with something more", header({ tokens: [] }), /line 1: .*Unrecognized key: "tokens"/],
  [
    "another revision in the header",
    header({ revision: 4 }),
    /line 25: found an audit log that ends at revision 3 .*; expected one that ends at revision 4/,
  ],
  [
    "another hash in the header",
    header({ auditHash: "0".repeat(64) }),
    /line 25: .*expected one that ends at revision 3 with the hash 0{64}/,
  ],
  [
    "a type that is none",
    changed(first("fact"), (line) => ({ ...line, type: "token" })),
    /found type "token"; expected one of dataset, source/,
  ],
  [
    "a property that is none",
    changed(first("fact"), (line) => ({ ...line, colour: "red" })),
    /line 13: found a record of type "fact" that is none; expected .*it has "colour", which is not known there/,
  ],
  [
    "a fact without a property",
    changed(first("fact"), ({ validTo: _, ...line }) => line),
    /line 13: .*expected validTo: /,
  ],
  [
    "a day that never was",
    changed(first("fact"), (line) => ({ ...line, validTo: "2013-02-30" })),
    /expected validTo: .* was given: expected a day, such as/,
  ],
  [
    "a kind of fact that is none",
    changed(first("fact"), (line) => ({ ...line, kind: "RUMOUR" })),
    /line 13: .*expected kind: /,
  ],
  [
    "a code that is none",
    changed(first("organisation"), (line) => ({ ...line, code: "no code" })),
    /expected code: "no code" was given: expected an organisation's code/,
  ],
  [
    "an organisation without a description",
    changed(first("organisation"), (line) => ({ ...line, descriptions: [] })),
    /expected descriptions: /,
  ],
  [
    "descriptions in disorder",
    changed(
      (line) => line.code === "A81001",
      (line) => ({ ...line, descriptions: descriptions(line).toReversed() }),
    ),
    /found a description of A81001 of 2011-01-01T00:00:00\.000Z after one of 2011-05-01/,
  ],
  [
    "facts in disorder",
    swapped("fact"),
    /line 14: found fact .* after fact .*; expected the order dataset, source/,
  ],
  ["organisations in disorder", swapped("organisation"), /line 7: found organisation .* after organisation/],
  [
    "facts before organisations",
    lines((all) => [
      ...all.slice(0, 2),
      ...all.filter(isFact),
      ...all.slice(2).filter((line) => !isFact(line)),
    ]),
    /found fact [0-9a-f]{20} of .*, which is no organisation here/,
  ],
  ["a fact twice", twice("fact"), /line 14: found fact .* a second time; expected each once/],
  ["an organisation twice", twice("organisation"), /line 7: found organisation 5PP a second time/],
  ["an audit record twice", twice("audit"), /found audit 0*1 a second time/],
  [
    "no fact where there was one",
    without(first("fact")),
    /line 24: found facts and descriptions that are not those which the audit log tells of/,
  ],
  [
    "no organisation where there was one",
    without((line) => line.code === "Q35"),
    /found facts and descriptions that are not those/,
  ],
  [
    "an end of a fact that is not there",
    without((line) => line.code === "hunts-health"),
    /found fact [0-9a-f]{20} of hunts-health, which is no organisation here/,
  ],
  [
    "a source that is not there",
    without((line) => line.code === "WEB" && line.type === "source"),
    /found source WEB of organisation A81001, which is no source here/,
  ],
  [
    "a name that nobody recorded",
    changed(
      (line) => line.code === "5PP",
      (line) => ({ ...line, descriptions: [{ ...descriptions(line)[0], name: "Another" }] }),
    ),
    /line 25: found facts and descriptions that are not those/,
  ],
  [
    "a retraction that nobody made",
    changed(first("fact"), (line) => ({ ...line, retractedAt: "2012-01-01T00:00:00.000Z", removedIn: 2 })),
    /line 25: found facts and descriptions that are not those/,
  ],
  [
    "a retraction without its revision",
    changed(first("fact"), (line) => ({ ...line, retractedAt: "2012-01-01T00:00:00.000Z" })),
    /taken back at 2012-01-01T00:00:00\.000Z in revision null; expected both or neither/,
  ],
  [
    "a fact without its revision",
    changed(first("fact"), ({ addedIn: _, ...line }) => line),
    /found a record of type "fact" without a revision; expected one of format version 2/,
  ],
  [
    "a revision in a backup of the first format",
    header({ formatVersion: 1 }),
    /found a record of type "organisation" with a revision; expected one of format version 1/,
  ],
  [
    "a revision that never was",
    changed(first("fact"), (line) => ({ ...line, addedIn: 99 })),
    /found fact [0-9a-f]+ of revision 99; expected at most \d+/,
  ],
  [
    "an audit record missing",
    without((line) => line.type === "audit" && line.sequence === 2),
    /line 23: found audit log: Record 2: it does not follow the record before it.*in an unbroken chain/,
  ],
  [
    "the last audit record missing",
    without((line) => line.type === "audit" && line.sequence === 3),
    /line 24: found 2 audit records; expected 3/,
  ],
  ["no audit log", without((line) => line.type === "audit"), /found 0 audit records; expected 3/],
  [
    "an audit record changed",
    changed(first("audit"), (line) => ({ ...line, who: "somebody else" })),
    /found audit log: Record 1: it was changed after it was written: its hash is another/,
  ],
  [
    "no dataset and no sources",
    without((line) => line.type === "dataset" || line.type === "source"),
    /found source .* which is no source here/,
  ],
];

test.each(corpus)("a backup with %s is refused, and nothing is written", async (_what, bytes, message) => {
  const damaged = join(folder, "damaged.jsonl.gz");
  writeFileSync(damaged, bytes());
  const refused = restoreBackup(graph, {
    file: damaged,
    replace: true,
    by: { who: "a test", requestId: null },
  });
  await expect(refused).rejects.toThrow(BackupRefused);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toThrow(/Nothing was written\.$/);
  expect((await graph.read(countStored, {})).every(({ count }) => count === 0)).toBe(true);
});

test("what is not damaged is accepted, also rewritten by hand in order", async () => {
  const again = join(folder, "again.jsonl.gz");
  writeFileSync(
    again,
    rewritten(whole, (all) => all),
  );
  expect((await checkBackup(again)).content).toEqual((await checkBackup(file)).content);
});

test("no change of one byte passes, but for remarks of gzip that say nothing of the content", async () => {
  const damaged = join(folder, "one-byte.jsonl.gz");
  const { content, header } = await checkBackup(file);
  const accepted: number[] = [];
  for (let at = 0; at < whole.length; at += at < 20 || at > whole.length - 20 ? 1 : 23) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
    writeFileSync(damaged, bytes);
    try {
      expect(await checkBackup(damaged)).toMatchObject({ content, header });
      accepted.push(at);
    } catch (error) {
      expect(error).toBeInstanceOf(BackupRefused);
    }
  }
  // RFC 1952: flags, the time of the file, extra flags and the operating system lie in bytes 3 to 9; RFC 1951: the last
  // block, before the 8 bytes of the trailer, ends in bits that fill its last byte.
  expect(accepted.filter((at) => (at < 3 || at > 9) && at !== whole.length - 9)).toEqual([]);
});

test("a file that is not there is no damaged one", async () => {
  await expect(checkBackup(join(folder, "none.gz"))).rejects.toThrow(
    /none\.gz cannot be read \(there is no such file\): expected a backup, such as england\.backup\.jsonl\.gz/,
  );
});
