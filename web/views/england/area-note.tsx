import { inWords } from "../../app/months.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import type { ZoomedAreaData } from "./england-query.ts";
import type { Zoomed } from "./use-zoom.ts";

interface AreaNoteProps {
  readonly zoomed: Zoomed;
  readonly asOf: string;
}

/** How far the area's own answer has come, whether the area exists on the day, and whether these are all of its practices. */
export function AreaNote({ zoomed: { asked, data, variables }, asOf }: AreaNoteProps) {
  if (asked.error) return <Failure error={asked.error} onRetry={asked.retry} />;
  if (!data) return <Waiting />;
  const sentences = [existence(data, variables.within, asOf), amount(data)].filter(Boolean);
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}

function existence({ organisation }: ZoomedAreaData, code: string, asOf: string): string | undefined {
  if (organisation === undefined) return undefined;
  if (organisation === null)
    return `No organisation of this graph has the code ${code}. Search for its name, or begin at England.`;
  const { name, opened, closed } = organisation;
  if (opened !== null && opened > asOf)
    return `${name} does not exist yet on ${inWords(asOf)}: it opened on ${inWords(opened)}.`;
  if (closed !== null && closed < asOf)
    return `${name} no longer exists on ${inWords(asOf)}: it closed on ${inWords(closed)}.`;
  return undefined;
}

function amount({ practices }: ZoomedAreaData): string | undefined {
  if (!practices) return undefined;
  const { totalCount, nodes } = practices;
  if (totalCount === 0) return "No practice is known to belong to it on this day.";
  if (totalCount === nodes.length) return undefined;
  return `Shown are the first ${inCounts(nodes.length)} of ${inCounts(totalCount)} practices.`;
}
