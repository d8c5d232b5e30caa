import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { checkSchemaDocs } from "../../scripts/print-schema-docs.ts";
import { printSchemaDocs } from "../../scripts/schema-docs.ts";
import { schema } from "../../src/schema/schema.ts";

test("docs/schema.md is what the schema says", () => {
  expect(checkSchemaDocs()).toEqual([]);
});

test("every type has its place in the document, with every field, argument and value", () => {
  const sections = new Map(
    printSchemaDocs(schema)
      .split("\n### ")
      .slice(1)
      .map((section) => [section.split("\n", 1)[0] ?? "", section]),
  );
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith("__")) continue;
    const section = sections.get(name);
    expect(section, name).toBeDefined();
    if (isEnumType(type))
      for (const value of type.getValues()) expect(section).toContain(`\`${value.name}\``);
    // The filter of a link is documented as what it adds to the filter of a list.
    if (isInputObjectType(type) && !name.endsWith("LinkWhere"))
      for (const field of Object.keys(type.getFields())) expect(section).toContain(`\`${field}\``);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        expect(section).toContain(`\`${field.name}\``);
        for (const arg of field.args) expect(section).toContain(`\`${arg.name}:\``);
      }
  }
});

test("nothing in the schema is without a description", () => {
  expect(printSchemaDocs(schema)).not.toMatch(/\| +\|$/m);
});
