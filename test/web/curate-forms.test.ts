import {
  buildSchema,
  coerceInputValue,
  type GraphQLInputObjectType,
  getNamedType,
  isInputObjectType,
  validate,
} from "graphql";
import { expect, test } from "vitest";
import schemaText from "../../schema.graphql?raw";
import { readCurateChoice } from "../../web/views/curate/curate-choice.ts";
import { curateQuestion } from "../../web/views/curate/curate-query.ts";
import type { Field } from "../../web/views/curate/field.ts";
import { readForm } from "../../web/views/curate/form-input.ts";
import { type FormName, formGroups, formNames, forms } from "../../web/views/curate/forms.ts";

const schema = buildSchema(schemaText);
/** What the page adds to what is typed. */
const known = { expectedRevision: 1, idempotencyKey: "k" };

function inputTypeOf(name: FormName): GraphQLInputObjectType {
  const [operation] = forms[name].document.definitions;
  const selection =
    operation?.kind === "OperationDefinition" ? operation.selectionSet.selections[0] : undefined;
  const field = selection?.kind === "Field" ? selection.name.value : "";
  const type = schema.getMutationType()?.getFields()[field]?.args[0]?.type;
  if (!type || !isInputObjectType(getNamedType(type))) throw new Error(`${name} has no mutation`);
  return getNamedType(type) as GraphQLInputObjectType;
}

/** An answer to every question of a form, of the shape that it asks for. */
function filled(fields: readonly Field[], also: Record<string, string>): Record<string, string> {
  const values = fields.flatMap((field): [string, string][] => {
    const { name, kind } = field;
    if (kind === "date")
      return ["4", "5", "2011"].map((text, at) => [`${name}.${["day", "month", "year"][at]}`, text]);
    if (kind === "choice") return [[name, field.choices.at(-1)?.value ?? ""]];
    const texts = {
      pounds: "£1,000",
      share: "25%",
      count: "12",
      year: "2011/12",
      organisation: "A PCT (5PP)",
    };
    return [[name, texts[kind as keyof typeof texts] ?? "text"]];
  });
  return { ...Object.fromEntries(values), ...also };
}

for (const name of formNames) {
  const { fields, document }: { fields: readonly Field[]; document: Parameters<typeof validate>[1] } =
    forms[name];

  test(`the form ${name} asks a mutation of the schema, with an input that it takes`, () => {
    expect(validate(schema, document)).toEqual([]);
    const kinds = name === "register" ? ["PRACTICE", "CONSORTIUM", "SHA", "SUPPORT_PROVIDER"] : ["none"];
    const asked = new Set<string>();
    for (const kind of kinds) {
      for (const source of ["held", "new"]) {
        const values = filled(fields, { "source.kind": source, ...(name === "register" && { kind }) });
        const { input, problems } = readForm(fields, values);
        expect(problems).toEqual([]);
        const fixed = name === "end" || name === "retract" ? { factId: "f" } : {};
        const faults: string[] = [];
        coerceInputValue({ ...input, ...fixed, ...known }, inputTypeOf(name), (path, _value, error) =>
          faults.push(`${path.join(".")}: ${error.message}`),
        );
        expect(faults).toEqual([]);
        for (const key of Object.keys({ ...input, ...fixed, ...known })) asked.add(key);
      }
    }
    const offered = Object.keys(inputTypeOf(name).getFields());
    // A succession happens, and does not end; how many practices went is reckoned from memberships, by a command.
    const unasked =
      name === "succession"
        ? ["patients", "practices", "shareOfPredecessor", "shareOfSuccessor", "validTo"]
        : [];
    expect(offered.filter((key) => !asked.has(key))).toEqual(unasked);
  });

  test(`the form ${name} misses what its mutation needs`, () => {
    const { problems } = readForm(fields, {});
    const needed = Object.values(inputTypeOf(name).getFields())
      .filter(({ type, name: key }) => String(type).endsWith("!") && key !== "factId")
      .map(({ name: key }) => (key === "source" ? "source.kind" : key));
    expect(problems.map(({ field }) => field).sort()).toEqual(needed.sort());
  });
}

test("every form is listed once", () => {
  expect(formGroups.flatMap((group) => group.forms).sort()).toEqual([...formNames].sort());
});

test("a draft is named by what its address is about, not by the day shown", () => {
  const choice = readCurateChoice("asOf=2012-05-01&group=hunts-health&do=membership&member=A81001&knownAt=x");
  expect(choice).toMatchObject({ form: "membership", given: { group: "hunts-health", member: "A81001" } });
  expect(choice.draft).toBe(readCurateChoice("do=membership&member=A81001&group=hunts-health").draft);
  expect(readCurateChoice("do=nothing").form).toBeNull();
});

test("a page asks for what its address names, in one question", () => {
  const question = (search: string) => curateQuestion(readCurateChoice(search), null);
  expect(question("")).toEqual({ asOf: null });
  expect(question("do=end")).toEqual({ asOf: null });
  expect(question("do=end&of=5PP&fact=f")).toEqual({ asOf: null, of: "5PP", withFacts: true });
  expect(question("do=membership&group=hunts-health&member=A81001&status=SHADOW")).toEqual({
    asOf: null,
    one: "A81001",
    withOne: true,
    other: "hunts-health",
    withOther: true,
  });
});
