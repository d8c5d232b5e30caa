import { inCounts } from "../../parts/figures.ts";
import { type Area, leavesOf, type SizeBy } from "./area.ts";
import { type Tone, tones } from "./tones.ts";

/** What each colour and pattern in the picture means, and how many areas have it. */
export function Legend({ area, sizeBy }: { readonly area: Area; readonly sizeBy: SizeBy }) {
  const counts = new Map<Tone, number>();
  for (const { tone, [sizeBy]: size } of leavesOf(area)) {
    if (tone && size > 0) counts.set(tone, (counts.get(tone) ?? 0) + 1);
  }
  const unseen = leavesOf(area).filter(({ [sizeBy]: size }) => size === 0).length;
  const shown = (Object.keys(tones) as Tone[]).filter((tone) => counts.has(tone));
  return (
    <ul className="legend" aria-label="Legend">
      {shown.map((tone) => (
        <li key={tone}>
          <span className={`legend-swatch ${tones[tone].className}`} aria-hidden="true" />
          {tones[tone].label} <strong>{inCounts(counts.get(tone) ?? 0)}</strong>
        </li>
      ))}
      {unseen > 0 && area.children.length > 0 && (
        <li className="note">
          {inCounts(unseen)} without {sizeBy} in the table only
        </li>
      )}
    </ul>
  );
}
