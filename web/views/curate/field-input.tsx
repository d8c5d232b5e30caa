import type { ShownSource } from "../../parts/source-link.tsx";
import { DateInput } from "./date-input.tsx";
import type { Values } from "./draft.ts";
import type { Field } from "./field.ts";
import { describedBy, FieldFrame, fieldId } from "./field-frame.tsx";
import { OrganisationInput } from "./organisation-input.tsx";

interface FieldInputProps {
  readonly field: Field;
  readonly values: Values;
  readonly error: string | undefined;
  readonly sources: readonly ShownSource[];
  readonly onChange: (values: Values) => void;
}

/** A question of a form, asked as its kind is. */
export function FieldInput({ field, values, error, sources, onChange }: FieldInputProps) {
  const { name, kind } = field;
  const value = values[name] ?? "";
  const change = (next: string) => onChange({ [name]: next });
  const said = {
    id: fieldId(name),
    value,
    "aria-describedby": describedBy(field, error),
    "aria-invalid": error === undefined ? undefined : true,
  } as const;
  if (kind === "date") return <DateInput field={field} values={values} error={error} onChange={onChange} />;
  if (kind === "choice") return <Radios field={field} value={value} error={error} onChange={change} />;
  if (kind === "checkbox") return <Checkbox field={field} value={value} onChange={change} />;
  return (
    <FieldFrame field={field} error={error}>
      {kind === "organisation" ? (
        <OrganisationInput
          id={fieldId(name)}
          kinds={field.kinds}
          value={value}
          describedBy={describedBy(field, error)}
          isWrong={error !== undefined}
          onChange={change}
        />
      ) : kind === "source" ? (
        <select {...said} onChange={({ target }) => change(target.value)}>
          <option value="">Choose…</option>
          {sources.map(({ code, title }) => (
            <option key={code} value={code}>
              {code}: {title}
            </option>
          ))}
        </select>
      ) : kind === "longText" || kind === "lines" ? (
        <textarea {...said} rows={3} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          {...said}
          type="text"
          className={kind === "text" ? undefined : "short-input"}
          inputMode={kind === "pounds" || kind === "count" ? "decimal" : "text"}
          autoComplete="off"
          onChange={({ target }) => change(target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface CheckboxProps {
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Checkbox({ field, value, onChange }: CheckboxProps) {
  return (
    <div className="field">
      <label className="option">
        <input
          id={fieldId(field.name)}
          type="checkbox"
          checked={value !== ""}
          aria-describedby={describedBy(field, undefined)}
          onChange={({ target }) => onChange(target.checked ? "yes" : "")}
        />{" "}
        {field.label}
      </label>
      {field.hint && (
        <p id={`${fieldId(field.name)}-hint`} className="field-hint">
          {field.hint}
        </p>
      )}
    </div>
  );
}

interface RadiosProps {
  readonly field: Extract<Field, { kind: "choice" }>;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Radios({ field, value, error, onChange }: RadiosProps) {
  return (
    <FieldFrame field={field} error={error} isGroup>
      {field.choices.map((choice, index) => (
        <label key={choice.value} className="option">
          <input
            id={index === 0 ? fieldId(field.name) : undefined}
            type="radio"
            name={field.name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />{" "}
          {choice.label}
        </label>
      ))}
    </FieldFrame>
  );
}
