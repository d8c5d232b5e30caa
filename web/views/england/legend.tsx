import { inCounts } from "../../parts/figures.ts";
import type { Area } from "./area.ts";
import { type Tone, tones } from "./tones.ts";

interface LegendProps {
  /** What the picture paints. */
  readonly painted: readonly Area[];
  /** How many areas are in the table alone, and what they lack. */
  readonly unpainted: number;
  readonly without: string;
}

/** What each colour and pattern in the picture means, and how many areas have it. */
export function Legend({ painted, unpainted, without }: LegendProps) {
  const counts = new Map<Tone, number>();
  for (const { tone } of painted) {
    if (tone) counts.set(tone, (counts.get(tone) ?? 0) + 1);
  }
  const shown = (Object.keys(tones) as Tone[]).filter((tone) => counts.has(tone));
  return (
    <ul className="legend" aria-label="Legend">
      {shown.map((tone) => (
        <li key={tone}>
          <span className={`legend-swatch ${tones[tone].className}`} aria-hidden="true" />
          {tones[tone].label} <strong>{inCounts(counts.get(tone) ?? 0)}</strong>
        </li>
      ))}
      {unpainted > 0 && (
        <li className="note">
          {inCounts(unpainted)} without {without}: in the table only
        </li>
      )}
    </ul>
  );
}
