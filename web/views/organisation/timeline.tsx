import { useMemo, useRef } from "react";
import { inWords } from "../../app/months.ts";
import { inCounts } from "../../parts/figures.ts";
import { pictureWords } from "../../parts/published/picture-words.ts";
import { SavePicture } from "../../parts/published/save-picture.tsx";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import type { OrganisationData } from "./organisation-query.ts";
import { type Bar, type Lane, lanesOf, lanesOfNames } from "./timeline-lanes.ts";
import { type DrawnYears, labelledYears, shareOf, yearsOf } from "./timeline-years.ts";
import "./timeline.css";

const laneHeight = 26;
/** Lanes beyond these are in the table only. */
const maxLanes = 30;

interface TimelineProps {
  readonly organisation: OrganisationData;
  /** The dataset's revision that was read. */
  readonly revision: number;
}

/** When it was what: names, memberships, delegations, support and the rest as bars over the years. The table of its history says the same. */
export function Timeline({ organisation, revision }: TimelineProps) {
  const { history, descriptions, code, name, asOf } = organisation;
  const box = useRef<HTMLElement>(null);
  const lanes = useMemo(
    () => [...lanesOfNames(descriptions), ...lanesOf(history, code)],
    [descriptions, history, code],
  );
  const shownOf = [...history, ...descriptions];
  if (lanes.length === 0) return null;
  const shown = lanes.slice(0, maxLanes);
  const years = yearsOf(shown);
  return (
    <section>
      <h2>Over the years</h2>
      <ScrollBox box={box} className="timeline-scroll" label={`Timeline of ${name}`}>
        <Drawing lanes={shown} years={years} name={name} asOf={asOf} />
      </ScrollBox>
      <p className="note">
        Filled: believed. Pale: made up. Outlined: no longer believed. Hatched: not known since when. The line
        is {inWords(asOf)}.
        {lanes.length > shown.length &&
          ` ${inCounts(lanes.length - shown.length)} more lines are in the table of its history alone.`}
      </p>
      <SavePicture
        what="timeline"
        fileName={`timeline-${code}`}
        words={pictureWords({
          title: `${name}, ${years.first} to ${years.last}; the line is ${inWords(asOf)}`,
          sources: shownOf.map(({ source }) => source),
          madeUp: shownOf.filter(({ confidence }) => confidence === "SYNTHETIC").length,
          all: shownOf.length,
          unit: "facts",
          revision,
        })}
        draw={async () => {
          const { drawnSvg } = await import("../../parts/published/drawn-svg.ts");
          const svg = box.current?.querySelector("svg");
          if (!svg) throw new Error("There is no picture on the page.");
          return drawnSvg(svg);
        }}
      />
    </section>
  );
}

interface DrawingProps {
  readonly lanes: readonly Lane[];
  readonly years: DrawnYears;
  readonly name: string;
  readonly asOf: string;
}

/** In percent of the width, so that it is as wide as there is room for. */
function Drawing({ lanes, years, name, asOf }: DrawingProps) {
  const at = (day: string): string => `${shareOf(day, years)}%`;
  const height = lanes.length * laneHeight + 20;
  return (
    <svg
      className="timeline"
      width="100%"
      height={height}
      role="img"
      aria-label={`${name} over the years: ${lanes.map(({ label }) => label).join("; ")}`}
    >
      <defs>
        <pattern
          id="timeline-hatching"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="timeline-hatching" width="2" height="6" />
        </pattern>
      </defs>
      {labelledYears(years).map((year) => (
        <g key={year}>
          <line
            className="timeline-year"
            x1={at(`${year}-01-01`)}
            x2={at(`${year}-01-01`)}
            y1="0"
            y2="100%"
          />
          <text className="timeline-label" x={at(`${year}-01-01`)} dx="4" y="13">
            {year}
          </text>
        </g>
      ))}
      {lanes.map((lane, index) => (
        <g key={lane.key} transform={`translate(0 ${20 + index * laneHeight})`}>
          {lane.bars.map((bar) => (
            <BarBox key={bar.key} bar={bar} years={years} />
          ))}
          <text className="timeline-label" x="4" y="10">
            {lane.label}
            {countOf(lane) > 1 && ` (${inCounts(countOf(lane))})`}
          </text>
        </g>
      ))}
      <line className="timeline-now" x1={at(asOf)} x2={at(asOf)} y1="16" y2="100%" />
    </svg>
  );
}

const countOf = ({ bars }: Lane): number => bars.reduce((sum, { count }) => sum + count, 0);

function BarBox({ bar, years }: { readonly bar: Bar; readonly years: DrawnYears }) {
  const { from, to, said, isMadeUp, isRetracted } = bar;
  const [start, end] = [shareOf(from ?? "0001-01-01", years), shareOf(to ?? "9999-12-31", years)];
  const days = `${from ? `from ${inWords(from)}` : "not known since when"}${to ? ` to ${inWords(to)}` : ""}`;
  const looks = isRetracted ? "timeline-retracted" : isMadeUp ? "timeline-made-up" : "timeline-believed";
  return (
    <rect
      className={`timeline-bar ${from === null ? "timeline-unknown" : looks}`}
      x={`${start}%`}
      width={`${Math.max(0.3, end - start)}%`}
      y="14"
      height="8"
    >
      <title>{`${said}, ${days}${isRetracted ? ", no longer believed" : ""}`}</title>
    </rect>
  );
}
