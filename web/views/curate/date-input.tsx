import type { Values } from "./draft.ts";
import type { Field } from "./field.ts";
import { FieldFrame, fieldId } from "./field-frame.tsx";
import { dayParts } from "./form-input.ts";

interface DateInputProps {
  readonly field: Field;
  readonly values: Values;
  readonly error: string | undefined;
  readonly onChange: (values: Values) => void;
}

const labels = { day: "Day", month: "Month", year: "Year" };

/** A day as three numbers: half a day is kept as it was typed too. */
export function DateInput({ field, values, error, onChange }: DateInputProps) {
  return (
    <FieldFrame field={field} error={error} isGroup>
      <div className="date-input">
        {dayParts.map((part, index) => (
          <label key={part}>
            {labels[part]}
            <input
              id={index === 0 ? fieldId(field.name) : undefined}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              size={part === "year" ? 4 : 2}
              aria-invalid={error === undefined ? undefined : true}
              value={values[`${field.name}.${part}`] ?? ""}
              onChange={({ target }) => onChange({ [`${field.name}.${part}`]: target.value })}
            />
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
