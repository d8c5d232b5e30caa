import type { ReactNode } from "react";
import type { Field } from "./field.ts";

/** Where the error summary leads to. */
export const fieldId = (name: string): string => `field-${name}`;

/** What describes a field, for whoever hears the page. */
export function describedBy({ name, hint }: Field, error: string | undefined): string | undefined {
  const ids = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(" ");
}

interface FieldFrameProps {
  readonly field: Field;
  readonly error: string | undefined;
  readonly children: ReactNode;
  /** Several inputs stand in it, so that its label is a legend. */
  readonly isGroup?: boolean;
}

/** A question with its label, hint and error, in the order that the NHS service manual has them in. */
export function FieldFrame({ field, error, children, isGroup = false }: FieldFrameProps) {
  const { name, label, hint } = field;
  const className = error === undefined ? "field" : "field field-wrong";
  const inside = (
    <>
      {hint && (
        <p id={`${fieldId(name)}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${fieldId(name)}-error`} className="field-error">
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
      {children}
    </>
  );
  if (!isGroup) {
    return (
      <div className={className}>
        <label htmlFor={fieldId(name)}>{label}</label>
        {inside}
      </div>
    );
  }
  return (
    <fieldset className={className} aria-describedby={describedBy(field, error)}>
      <legend>{label}</legend>
      {inside}
    </fieldset>
  );
}
