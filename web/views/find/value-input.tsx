import type { ValueKind } from "./conditions.ts";
import { inWordsOf } from "./vocabulary.ts";

interface ValueInputProps {
  readonly kind: ValueKind;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The value of a condition, as its type wants it. */
export function ValueInput({ kind, value, onChange }: ValueInputProps) {
  const { type, values, isList } = kind;
  const choices = type === "Boolean" ? ["true", "false"] : values;
  if (choices.length > 0 && !isList) {
    return (
      <select aria-label="Value" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">Choose…</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice === "true" ? "yes" : choice === "false" ? "no" : inWordsOf(choice)}
          </option>
        ))}
      </select>
    );
  }
  if (choices.length > 0) {
    const chosen = value.split(",").filter(Boolean);
    return (
      <select
        aria-label="Values, several by the control key"
        multiple
        size={Math.min(4, choices.length)}
        value={chosen}
        onChange={({ target }) =>
          onChange([...target.selectedOptions].map((option) => option.value).join(","))
        }
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {inWordsOf(choice)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      aria-label={isList ? "Values, parted by commas" : "Value"}
      type={isList ? "text" : (inputTypes.get(type) ?? "text")}
      step={type === "Float" ? "any" : undefined}
      placeholder={isList ? "5PP, 5PN" : undefined}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

const inputTypes = new Map([
  ["Int", "number"],
  ["Float", "number"],
  ["Date", "date"],
]);
