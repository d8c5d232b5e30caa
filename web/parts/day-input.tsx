import { useEffect, useState } from "react";

interface DayInputProps {
  readonly id?: string;
  readonly value: string;
  /** Told of each day within the slider's years, once its year is whole. */
  readonly onChoose: (day: string) => void;
}

/**
 * A day of the slider's years. What is typed stands as it is until the field is left, or another day is chosen elsewhere: a
 * year that is typed digit by digit is the year 2, then 20, and to put the chosen day back in between would lose them.
 */
export function DayInput({ id, value, onChoose }: DayInputProps) {
  const [typed, setTyped] = useState<string>();
  useEffect(() => setTyped((text) => (text === value ? text : undefined)), [value]);
  return (
    <input
      id={id}
      type="date"
      min="2010-01-01"
      max="2013-12-31"
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value !== "" && target.validity.valid) onChoose(target.value);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
