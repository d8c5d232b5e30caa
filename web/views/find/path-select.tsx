import { useId } from "react";
import type { Step } from "./conditions.ts";

interface PathSelectProps {
  /** What is chosen, such as "Condition" or "Column". */
  readonly label: string;
  readonly path: readonly string[];
  readonly stepsFrom: (path: readonly string[]) => readonly Step[];
  /** What stands where nothing is chosen yet, at a step of the way. */
  readonly promptFor: (path: readonly string[]) => string;
  readonly onChoose: (path: readonly string[]) => void;
}

/** A way through the schema, a step a field: each offers what the schema has there, with its meaning below. */
export function PathSelect({ label, path, stepsFrom, promptFor, onChoose }: PathSelectProps) {
  const id = useId();
  const before = [...path.map((_, index) => path.slice(0, index)), path];
  const meaning = stepsFrom(path.slice(0, -1)).find(({ name }) => name === path.at(-1))?.meaning;
  return (
    <>
      {before.map((start, index) => {
        const steps = stepsFrom(start);
        if (steps.length === 0) return null;
        return (
          <select
            key={start.join(".")}
            aria-label={index === 0 ? label : `${label}, step ${index + 1}`}
            aria-describedby={`${id}-meaning`}
            value={path[index] ?? ""}
            onChange={({ target }) => onChoose(target.value === "" ? start : [...start, target.value])}
          >
            <option value="">{promptFor(start)}</option>
            {steps.map(({ name, label: words }) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        );
      })}
      <span id={`${id}-meaning`} className="note find-meaning">
        {meaning}
      </span>
    </>
  );
}
