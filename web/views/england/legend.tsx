import { inCounts } from "../../parts/figures.ts";
import { type Area, leavesOf } from "./area.ts";
import { type Tone, tones } from "./tones.ts";

/** What each colour and pattern in the picture means, and how many areas have it. */
export function Legend({ area }: { readonly area: Area }) {
  const counts = new Map<Tone, number>();
  for (const { tone } of leavesOf(area)) if (tone) counts.set(tone, (counts.get(tone) ?? 0) + 1);
  const shown = (Object.keys(tones) as Tone[]).filter((tone) => counts.has(tone));
  return (
    <ul className="legend" aria-label="Legend">
      {shown.map((tone) => (
        <li key={tone}>
          <span className={`legend-swatch ${tones[tone].className}`} aria-hidden="true" />
          {tones[tone].label} <strong>{inCounts(counts.get(tone) ?? 0)}</strong>
        </li>
      ))}
    </ul>
  );
}
