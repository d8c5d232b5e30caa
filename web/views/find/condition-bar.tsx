import { useState } from "react";
import {
  type Condition,
  conditionsWhere,
  conditionText,
  inSentence,
  mayEndAt,
  stepsFrom,
  valueKindAt,
} from "./conditions.ts";
import { PathSelect } from "./path-select.tsx";
import { ValueInput } from "./value-input.tsx";
import type { Vocabulary } from "./vocabulary.ts";

interface ConditionBarProps {
  readonly vocabulary: Vocabulary;
  /** The input type of the list's filters. */
  readonly where: string;
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

/** The conditions of the list, all of which hold, and one more to be made of the schema's own filters. */
export function ConditionBar({ vocabulary, where, conditions, onChange }: ConditionBarProps) {
  const { unknown } = conditionsWhere(vocabulary, where, conditions);
  return (
    <fieldset className="find-bar">
      <legend>Conditions</legend>
      {conditions.length === 0 && <p className="note">None: all are listed.</p>}
      <ul className="find-chips">
        {conditions.map((condition) => (
          <li key={conditionText(condition)}>
            {inSentence(condition)}
            {unknown.includes(condition) && <strong> (not understood, and left out)</strong>}{" "}
            <button
              type="button"
              aria-label={`Without the condition ${inSentence(condition)}`}
              onClick={() => onChange(conditions.filter((other) => other !== condition))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <NewCondition
        vocabulary={vocabulary}
        where={where}
        onAdd={(condition) => {
          const others = conditions.filter((other) => conditionText(other) !== conditionText(condition));
          onChange([...others, condition]);
        }}
      />
    </fieldset>
  );
}

interface NewConditionProps {
  readonly vocabulary: Vocabulary;
  readonly where: string;
  readonly onAdd: (condition: Condition) => void;
}

const nothing: Condition = { path: [], value: "" };

function NewCondition({ vocabulary, where, onAdd }: NewConditionProps) {
  const [draft, setDraft] = useState(nothing);
  const kind = valueKindAt(vocabulary, where, draft.path);
  const isWhole = draft.path.length > 0 && conditionsWhere(vocabulary, where, [draft]).unknown.length === 0;
  return (
    <form
      className="find-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        onAdd(draft);
        setDraft(nothing);
      }}
    >
      <PathSelect
        label="New condition"
        path={draft.path}
        stepsFrom={(path) => stepsFrom(vocabulary, where, path)}
        promptFor={(path) => (mayEndAt(path) ? "(any)" : path.length === 0 ? "Add a condition…" : "Choose…")}
        onChoose={(path) => setDraft({ path, value: "" })}
      />
      {kind && (
        <ValueInput
          kind={kind}
          value={draft.value}
          onChange={(value) => setDraft({ path: draft.path, value })}
        />
      )}
      <button type="submit" className="button-secondary" disabled={!isWhole}>
        Add
      </button>
    </form>
  );
}
