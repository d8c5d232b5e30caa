import { idOf } from "./field-frame.tsx";
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
                href={`#${idOf(field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(idOf(field))?.focus();
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
