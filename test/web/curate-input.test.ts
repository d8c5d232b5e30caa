import { expect, test } from "vitest";
import type { Field } from "../../web/views/curate/field.ts";
import { codeIn, fieldProblems, readForm } from "../../web/views/curate/form-input.ts";
import { typedLines } from "../../web/views/curate/typed-lines.ts";

const field = (kind: string, name: string, over: object = {}) =>
  ({ kind, name, label: "Label", ...over }) as unknown as Field;
const read = (fields: readonly Field[], values: Record<string, string>) => {
  const { input, problems } = readForm(fields, values);
  const { source: _source, ...rest } = input;
  return problems.length > 0 ? problems.map(({ message }) => message) : rest;
};
const readOne = (kind: string, text: string) => read([field(kind, "x")], { x: text });
const readDay = (day: string, month: string, year: string) =>
  read([field("date", "x")], { "x.day": day, "x.month": month, "x.year": year });

test("a code is read from a suggestion as from what is typed out", () => {
  expect(codeIn("Hunts Health (hunts-health)")).toBe("hunts-health");
  expect(codeIn("Church View (North) (A81001)")).toBe("A81001");
  expect(codeIn(" 5PP ")).toBe("5PP");
  expect(codeIn("Hunts Health")).toBe("Hunts Health");
});

test("a day is three numbers that are a day, or nothing at all", () => {
  expect(readDay("4", "5", "2011")).toEqual({ x: "2011-05-04" });
  expect(readDay("29", "02", "2012")).toEqual({ x: "2012-02-29" });
  expect(readDay("", " ", "")).toEqual({});
  for (const [day, month, year] of [
    ["29", "2", "2011"],
    ["31", "4", "2011"],
    ["4", "13", "2011"],
    ["4", "5", "11"],
    ["", "5", "2011"],
    ["4", "May", "2011"],
    ["-4", "5", "2011"],
  ] as const) {
    expect(readDay(day, month, year), `${day} ${month} ${year}`).toEqual([
      expect.stringContaining("is no day. Enter one such as 4 5 2011"),
    ]);
  }
});

test("pounds, shares, counts and years are read as people write them", () => {
  expect(readOne("pounds", "£217,500,000")).toEqual({ x: 217_500_000 });
  expect(readOne("pounds", "12.50")).toEqual({ x: 12.5 });
  expect(readOne("share", "25%")).toEqual({ x: 0.25 });
  expect(readOne("share", "7.1 %")).toEqual({ x: 0.071 });
  expect(readOne("share", "0.25")).toEqual({ x: 0.25 });
  expect(readOne("count", "6,500")).toEqual({ x: 6_500 });
  expect(readOne("year", "2011/12")).toEqual({ x: "2011/12" });
  expect(readOne("year", "1999/00")).toEqual({ x: "1999/00" });
  expect(readOne("lines", "data analysis\n\n prescribing ")).toEqual({ x: ["data analysis", "prescribing"] });
  expect(readOne("checkbox", "yes")).toEqual({ x: true });
});

test("what is no pounds, share, count or year is told with an example", () => {
  expect(readOne("pounds", "7.6bn")).toEqual(["Label: “7.6bn” is no amount. Enter one such as 217,500,000"]);
  expect(readOne("share", "a quarter")).toEqual(["Label: “a quarter” is no share. Enter one such as 25%"]);
  expect(readOne("count", "1.5")).toEqual(["Label: “1.5” is no whole number. Enter one such as 6500"]);
  for (const text of ["2011", "2011/13", "2011-12", "11/12"]) {
    expect(readOne("year", text)).toEqual([`Label: “${text}” is none. Enter one such as 2011/12`]);
  }
});

const sources = [
  field("choice", "source.kind"),
  field("source", "source.held", { when: ["source.kind", "held"] }),
  field("code", "source.code", { when: ["source.kind", "new"] }),
  field("text", "source.title", { when: ["source.kind", "new"] }),
];
const typed = { "source.held": "A1", "source.code": "LETTER-1", "source.title": "Letter" };

test("a source is sent by its code alone, or as a new one, whatever was typed for the other", () => {
  const sourceOf = (kind: string) => readForm(sources, { ...typed, "source.kind": kind }).input.source;
  expect(sourceOf("held")).toEqual({ code: "A1" });
  expect(sourceOf("new")).toEqual({ code: "LETTER-1", title: "Letter" });
});

test("what is not asked is neither missed nor sent", () => {
  const fields = [
    field("choice", "kind"),
    field("count", "listSize", { missing: "Enter the patients", when: ["kind", "PRACTICE"] }),
  ];
  expect(read(fields, { kind: "PCT", listSize: "12" })).toEqual({ kind: "PCT" });
  expect(read(fields, { kind: "PRACTICE", listSize: "12" })).toEqual({ kind: "PRACTICE", listSize: 12 });
  expect(read(fields, { kind: "PRACTICE" })).toEqual(["Enter the patients"]);
});

test("the API's problems stand at their fields, and those of no field at none", () => {
  const problem = (path: string[], message: string) => ({ path, message: `${path.join(".")}: ${message}.` });
  const problems = [
    problem(["input", "x"], "it lies before: expected a later one"),
    problem(["input", "source", "code"], "it is empty"),
    problem(["input"], "the graph holds it"),
    problem(["input", "expectedRevision"], "it is no revision"),
  ];
  const found = fieldProblems(problems, [field("text", "x"), ...sources], { "source.kind": "held" });
  expect(found.map(({ field }) => field)).toEqual(["x", "source.held", null, null]);
  expect(found.map(({ message }) => message).slice(0, 3)).toEqual([
    "It lies before: expected a later one.",
    "It is empty.",
    "The graph holds it.",
  ]);
  const [ofNew] = fieldProblems([problem(["input", "source", "code"], "it is empty")], sources, {
    "source.kind": "new",
  });
  expect(ofNew?.field).toBe("source.code");
});

test("what is typed is told question by question, as it was typed", () => {
  const fields = [
    field("date", "x", { label: "First day" }),
    field("choice", "y", { label: "Kind", choices: [{ value: "PCT", label: "A PCT" }] }),
    field("text", "z", { label: "Note (optional)" }),
    field("text", "empty"),
  ];
  const values = { "x.day": "31", "x.month": "2", y: "PCT", z: "So." };
  expect(typedLines(fields, values)).toEqual([
    { label: "First day", text: "31 2" },
    { label: "Kind", text: "A PCT" },
    { label: "Note", text: "So." },
  ]);
});
