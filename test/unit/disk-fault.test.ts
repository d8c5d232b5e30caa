import { constants } from "node:os";
import { expect, test } from "vitest";
import { diskFault } from "../../src/graph/disk-fault.ts";
import { notOpened } from "../../src/graph/embedded/file-faults.ts";

const engine = (name: keyof typeof constants.errno) =>
  new Error(
    `GRAFEO-X003: I/O error: WAL g.grafeo.wal/wal_0.log: whatever (os error ${constants.errno[name]})`,
  );
const node = (code: string) => Object.assign(new Error("whatever"), { code });

test.each([
  ["ENOSPC", "no space left on the disk of g.grafeo"],
  ["EDQUOT", "no space left on the disk of g.grafeo: the quota of this user is used up"],
  ["EFBIG", "no space left on the disk of g.grafeo: a file may not be larger here"],
  ["EROFS", "the disk of g.grafeo can only be read"],
  ["EIO", "the disk of g.grafeo does not work (input/output error)"],
  ["EACCES", "this user may not write g.grafeo"],
] as const)("%s of the engine and of Node's are told in the same words", (name, words) => {
  expect(diskFault(engine(name), "g.grafeo")).toBe(words);
  expect(diskFault(node(name), "g.grafeo")).toBe(words);
});

test("what is no fault of a disk is left to others", () => {
  for (const error of [engine("ENOENT"), node("ECONNREFUSED"), new Error("28"), "ENOSPC", null])
    expect(diskFault(error, "g.grafeo")).toBeNull();
});

test("a damaged file or log names the place and the way out", () => {
  const said = (message: string) => notOpened(new Error(message), "/d/g.grafeo").message;
  const log = said(
    "GRAFEO-S002: the file /d/g.grafeo.wal/wal_000.log is damaged at byte 912: checksum mismatch",
  );
  expect(log).toMatch(
    /^GRAPH_FILE=\/d\/g\.grafeo cannot be opened: the engine's log beside it, \/d\/g\.grafeo\.wal, is damaged at byte 912\./,
  );
  expect(log).toContain('"GRAPH_FILE=restored.grafeo commissioning restore england.backup.jsonl.gz"');
  expect(log).toContain("move /d/g.grafeo.wal away");
  const file = said(
    "GRAFEO-S002: the file /d/g.grafeo is damaged at byte 4096: both database headers are damaged",
  );
  expect(file).toMatch(/cannot be opened: it is damaged at byte 4096\. .*commissioning restore/);
  expect(file).not.toContain("move");
  expect(said("GRAFEO-X002: Serialization error: cannot open: invalid file header magic")).toMatch(
    /it is not a graph file\. .*GRAPH_FILE=restored\.grafeo commissioning restore/,
  );
});
