import type { Values } from "./draft.ts";
import { askedOf, type Field } from "./field.ts";
import { dayParts } from "./form-input.ts";

/** What is typed into a form, question by question; what is empty is left out. */
export function typedLines(
  fields: readonly Field[],
  values: Values,
): readonly { readonly label: string; readonly text: string }[] {
  return askedOf(fields, values).flatMap((field) => {
    const text = textOf(field, values);
    return text === "" ? [] : [{ label: field.label.replace(/ \(optional\)$/, ""), text }];
  });
}

function textOf(field: Field, values: Values): string {
  const value = values[field.name] ?? "";
  switch (field.kind) {
    case "date":
      return dayParts
        .map((part) => values[`${field.name}.${part}`] ?? "")
        .join(" ")
        .trim();
    case "choice":
      return value && (field.choices.find((choice) => choice.value === value)?.label ?? value);
    default:
      return value;
  }
}
