import { inCounts, inPercent } from "../../parts/figures.ts";
import type { Area } from "./area.ts";
import { tones } from "./tones.ts";

/** An area in words, as its colour and size say it. */
export function describe({
  name,
  tone,
  share,
  patients,
  practices,
  outside,
  kind,
  confidence,
}: Area): string {
  return [
    name,
    tone && tones[tone].label,
    share !== undefined && share !== null && `${inPercent(share)} of its budget delegated`,
    patients === 0 ? "patients not counted" : `${inCounts(patients)} patients`,
    kind !== "PRACTICE" && (practices === 0 ? "practices not known" : `${inCounts(practices)} practices`),
    outside !== undefined && outside !== null && `${inCounts(outside)} outside`,
    confidence === "SYNTHETIC" && "synthetic",
  ]
    .filter(Boolean)
    .join(", ");
}
