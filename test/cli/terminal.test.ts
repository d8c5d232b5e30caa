import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WriteStream } from "node:tty";
import { Command } from "commander";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { Act } from "../../src/cli/add-command.ts";
import { commands } from "../../src/cli/commands.ts";
import { helpText } from "../../src/cli/help-text.ts";
import { outputOf } from "../../src/cli/own-outputs.ts";
import { pagedOutput } from "../../src/cli/pager.ts";
import { tableText } from "../../src/cli/table.ts";
import { hanging, wrapped } from "../../src/cli/wrapped.ts";
import { keptOutput, runOn } from "./in-process.ts";

const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));
const terminal = (columns: number) => keptOutput({ isTerminal: true, columns });

/** Every command and subcommand, as it is typed. */
function allCommands(): string[][] {
  const act: Act = () => async () => {};
  const program = new Command();
  for (const add of commands) add(program, { act, actPaged: act, actHere: act });
  const below = (command: Command, path: readonly string[]): string[][] =>
    command.commands.flatMap((each) => {
      const its = [...path, each.name()];
      return [its, ...below(each, its)];
    });
  return [[], ...below(program, [])];
}

test.each([60, 80, 120])("every help fits a terminal of %i columns, and loses no word", async (columns) => {
  const wordsOf = (text: string) => text.replaceAll(/ \\\n/g, " ").split(/\s+/);
  for (const path of allCommands()) {
    const stdout = terminal(columns);
    await runOn(undefined as never, [...path, "--help"], { stdout });
    const piped = await runOn(undefined as never, [...path, "--help"]);
    // A question of GraphQL between quotes is one word.
    const lines = stdout
      .text()
      .split("\n")
      .filter((line) => !/^\s+'/.test(line));
    expect({ path, widest: widest(lines.join("\n")) }).toEqual({
      path,
      widest: expect.toSatisfy((width: number) => width <= Math.min(columns, 100)),
    });
    expect(wordsOf(stdout.text())).toEqual(wordsOf(piped.out));
    const prose = piped.out.split("\n").filter((line) => !line.includes("commissioning "));
    expect(widest(prose.join("\n"))).toBeLessThanOrEqual(80);
  }
});

test("prose is wrapped between words, and goes on below its own beginning", () => {
  const text = "  PORT    where the server listens, 4000 where absent";
  expect(wrapped(text, 32)).toBe(
    "  PORT    where the server\n          listens, 4000 where\n          absent",
  );
  expect(wrapped("synthetic-code-that-is-longer-than-the-terminal is whole", 24)).toBe(
    "synthetic-code-that-is-longer-than-the-terminal\nis whole",
  );
  expect(wrapped(text, null)).toBe(text);
  expect(widest(wrapped("word ".repeat(100).trim(), 200))).toBeLessThanOrEqual(100);
  expect(hanging("a long beginning of it  ", "one two three four", 30)).toBe(
    "a long beginning of it\n    one two three four",
  );
});

test("an example that is longer than the terminal goes on behind a backslash, an option with its value", () => {
  const help = `Examples:\n  commissioning check --rule two-consortia --as-of 2011-04-01 --within "A B" > file.txt`;
  expect(helpText(help, 40)).toBe(
    [
      "Examples:",
      "  commissioning check \\",
      "    --rule two-consortia \\",
      '    --as-of 2011-04-01 --within "A B" \\',
      "    > file.txt",
    ].join("\n"),
  );
});

const columns = [
  { title: "code" },
  { title: "name" },
  { title: "patients", right: true },
  { title: "where", spare: true },
];
const rows = [
  ["synthetic-5qg-2", "Synthetic consortium of a long name, Berkshire", "1,234,567", "Berkshire"],
  ["5PP", "日本語の名前 of a practice, and more words", "1", "Cambridgeshire, of the East"],
];

test.each([120, 80, 60, 50])(
  "a table fits %i columns: cells are wrapped, no code and no number is broken",
  (width) => {
    const text = tableText(terminal(width), columns, rows);
    expect(widest(text)).toBeLessThanOrEqual(width);
    for (const word of ["synthetic-5qg-2", "5PP", "1,234,567", "日本語の名前"]) expect(text).toContain(word);
    expect(text).not.toContain("…");
    const note = "Left out, as the terminal is too narrow: where. --csv has all.";
    expect(text.replaceAll(/\s+/g, " ").includes(note)).toBe(width < 80);
  },
);

test("where no table fits, each row is a block with all its columns", () => {
  const text = tableText(terminal(34), columns, rows);
  expect(widest(text)).toBeLessThanOrEqual(34);
  expect(text.split("\n\n")).toHaveLength(2);
  expect(text.split("\n\n")[0]).toBe(
    [
      "code      synthetic-5qg-2",
      "name      Synthetic consortium of",
      "          a long name, Berkshire",
      "patients  1,234,567",
      "where     Berkshire",
    ].join("\n"),
  );
});

test("numbers stand to the right, wide characters counted as wide as they are", () => {
  const text = tableText(keptOutput(), columns, rows);
  expect(text.split("\n").map((line) => stringWidth(line.replace(/(?<=\d) {2}\D*$/, "")))).toEqual([
    expect.any(Number),
    stringWidth("synthetic-5qg-2  Synthetic consortium of a long name, Berkshire  1,234,567"),
    stringWidth("synthetic-5qg-2  Synthetic consortium of a long name, Berkshire  1,234,567"),
  ]);
});

test("in a file nothing is left out for want of room, whatever COLUMNS says", () => {
  const text = tableText(keptOutput({ columns: 60 }), columns, rows);
  expect(text).toContain("Cambridgeshire, of the East");
  expect(text).not.toContain("Left out");
});

const stream = (isTTY: boolean, columns = 132) =>
  ({
    isTTY,
    columns,
    hasColors: ({ TERM, NO_COLOR }: NodeJS.ProcessEnv) => TERM !== "dumb" && !NO_COLOR,
  }) as WriteStream;

test.each([
  ["a terminal", true, {}, { isTerminal: true, columns: 132, colours: true }],
  ["COLUMNS on a terminal", true, { COLUMNS: "70" }, { isTerminal: true, columns: 70, colours: true }],
  ["NO_COLOR", true, { NO_COLOR: "1" }, { isTerminal: true, columns: 132, colours: false }],
  ["a dumb terminal", true, { TERM: "dumb" }, { isTerminal: false, columns: 132, colours: false }],
  ["a file", false, { TERM: "xterm" }, { isTerminal: false, columns: null, colours: false }],
  ["COLUMNS in a file", false, { COLUMNS: "90" }, { isTerminal: false, columns: 90, colours: false }],
  [
    "COLUMNS that is no width",
    false,
    { COLUMNS: "wide" },
    { isTerminal: false, columns: null, colours: false },
  ],
  ["FORCE_COLOR in a file", false, { FORCE_COLOR: "1" }, { isTerminal: false, columns: null, colours: true }],
] as const)("%s is taken as other programs take it", (_, isTTY, env, expected) => {
  expect(outputOf(stream(isTTY), env)).toMatchObject(expected);
});

test("a terminal that does not tell its width is taken for one of 80", () => {
  expect(outputOf(stream(true, 0), {}).columns).toBe(80);
});

const { PATH = "" } = process.env;
const notStopped = new AbortController().signal;

/** What is written straight to the terminal, of 80 columns and 10 rows, of a text that a command prints. */
async function shown(text: string, env: Record<string, string>, signal = notStopped): Promise<string> {
  const stdout = terminal(80);
  const { output, end } = pagedOutput(stdout, 10, env);
  output.stream.write(text);
  await end(signal);
  return stdout.text();
}

test("what is longer than the screen goes through the pager, and only that", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "commissioning-")), "paged.txt");
  const env = { PATH, PAGER: `cat > ${file}` };
  const short = "a line\n".repeat(9);
  expect(await shown(short, env)).toBe(short);
  const long = "a line\n".repeat(10);
  const stopped = AbortSignal.abort();
  expect(await shown(long, env, stopped)).toBe(long);
  expect(existsSync(file)).toBe(false);
  expect(await shown(long, env)).toBe("");
  expect(readFileSync(file, "utf8")).toBe(long);
  // Five lines of it, but ten of the screen.
  const wide = `${"x".repeat(100)}\n`.repeat(5);
  expect(await shown(wide, env)).toBe("");
  expect(readFileSync(file, "utf8")).toBe(wide);
});

test("whoever leaves the pager early is told of no error", async () => {
  const PAGER = "head -1 > /dev/null";
  expect(await shown("a line\n".repeat(1_000_000), { PATH, PAGER })).toBe("");
});

test.each([
  ["PAGER is empty", { PATH, PAGER: "" }],
  ["PAGER is cat", { PATH, PAGER: "cat" }],
  ["PAGER is not there", { PATH, PAGER: "no-such-pager 2> /dev/null" }],
  ["there is no less", { PATH: join(tmpdir(), "nothing-here") }],
])("where %s, all is printed as it is", async (_, env) => {
  const long = "a line\n".repeat(100);
  expect(await shown(long, env)).toBe(long);
});
