import { useState } from "react";
import { type ColumnPath, columnEndsAt, columnStepsFrom, columnTitle } from "./columns.ts";
import { PathSelect } from "./path-select.tsx";
import type { Vocabulary } from "./vocabulary.ts";

interface ColumnBarProps {
  readonly vocabulary: Vocabulary;
  /** The type of the list's rows. */
  readonly row: string;
  readonly columns: readonly ColumnPath[];
  readonly onChange: (columns: readonly ColumnPath[]) => void;
}

/** The columns of the table and of its file, and one more to be chosen of the schema's own fields. */
export function ColumnBar({ vocabulary, row, columns, onChange }: ColumnBarProps) {
  const [draft, setDraft] = useState<ColumnPath>([]);
  const isWhole = columnEndsAt(vocabulary, row, draft);
  return (
    <details className="find-columns">
      <summary>Columns ({columns.length})</summary>
      <ul className="find-chips">
        {columns.map((path) => (
          <li key={path.join(".")}>
            {columnTitle(path)}{" "}
            <button
              type="button"
              aria-label={`Without the column ${columnTitle(path)}`}
              onClick={() => onChange(columns.filter((other) => other !== path))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form
        className="find-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWhole) return;
          onChange([...columns.filter((path) => path.join(".") !== draft.join(".")), draft]);
          setDraft([]);
        }}
      >
        <PathSelect
          label="New column"
          path={draft}
          stepsFrom={(path) => columnStepsFrom(vocabulary, row, path)}
          promptFor={(path) =>
            path.length === 0
              ? "Add a column…"
              : columnEndsAt(vocabulary, row, path)
                ? "(its name)"
                : "Choose…"
          }
          onChoose={setDraft}
        />
        <button type="submit" className="button-secondary" disabled={!isWhole}>
          Add
        </button>
      </form>
    </details>
  );
}
