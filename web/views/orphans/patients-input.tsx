interface PatientsInputProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChoose: (value: string) => void;
}

/** A number of patients: it counts once it is typed, at Enter or when the box is left. */
export function PatientsInput({ label, value, onChoose }: PatientsInputProps) {
  const shown = value === null ? "" : String(value);
  const commit = (typed: string) => {
    if (typed !== shown) onChoose(typed);
  };
  return (
    <label>
      {label}{" "}
      <input
        key={shown}
        className="patients-input"
        type="number"
        min={0}
        step={1}
        defaultValue={shown}
        onBlur={({ currentTarget }) => commit(currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && commit(currentTarget.value)}
      />
    </label>
  );
}
