import { fieldId } from "./field-frame.tsx";
import type { FieldProblem } from "./form-input.ts";

/** All that is to be mended, each leading to its field. */
export function ErrorSummary({ problems }: { readonly problems: readonly FieldProblem[] }) {
  return (
    <>
      <h2>There is a problem</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === null ? (
              message
            ) : (
              <a
                href={`#${fieldId(field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(field))?.focus();
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
