import { useMemo } from "react";
import { useQuery } from "urql";
import { useSearch } from "wouter";
import { type Month, type MonthFigures, monthsOf, monthsQuery } from "../graphql/months-query.ts";
import { useClocks } from "./clocks.ts";
import { dayOf, lastMonth, marks, monthOf } from "./months.ts";
import "./month-line.css";

interface MonthLineProps {
  /** The day shown, whose month is told in figures. */
  readonly asOf: string;
  /** Whether somebody has come to the slider: a visit that moves no date does not ask for what other months say. */
  readonly wanted: boolean;
}

interface Series {
  readonly key: string;
  readonly label: string;
  readonly value: (month: MonthFigures) => number;
  readonly inWords: (value: number) => string;
}

const count = new Intl.NumberFormat("en-GB");
const series: readonly Series[] = [
  {
    key: "delegated",
    label: "delegated",
    value: ({ delegatedGbp }) => delegatedGbp,
    inWords: (pounds) => `£${count.format(Math.round(pounds / 1e6))}m`,
  },
  {
    key: "outside",
    label: "practices outside",
    value: ({ practicesOutside }) => practicesOutside,
    inWords: count.format,
  },
  {
    key: "unclear",
    label: "practices unclear",
    value: ({ practicesUnclear }) => practicesUnclear,
    inWords: count.format,
  },
];

/** Room above the lines for the events' names, and for the lines themselves, in units of the drawing. */
const room = { names: 14, lines: 34 } as const;
const height = room.names + room.lines;

/** Under the slider: what changed from month to month in the area shown, each line by its own greatest value, with the events written on it. */
export function MonthLine({ asOf, wanted }: MonthLineProps) {
  const months = useMonths(wanted);
  const lines = useMemo(() => series.map((each) => ({ ...each, ...lineOf(months ?? [], each) })), [months]);
  const here = months?.find((month) => month.asOf === dayOf(monthOf(asOf)))?.figures;
  const drawn = lines.map((line) => ({ ...line, said: sentenceOf(line, here) }));
  return (
    <div className="month-line">
      <svg
        viewBox={`0 0 ${lastMonth} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={months ? `By month: ${drawn.map(({ said }) => said).join("; ")}` : "Events by month"}
      >
        {marks.map(({ asOf }) => (
          <path
            key={asOf}
            className="month-line-event"
            d={`M${monthOf(asOf)} 2V${height}`}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {drawn.map(({ key, path }) => (
          <path key={key} className={`month-line-${key}`} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      {marks.map(({ asOf, name, isBefore }) => (
        <span
          key={asOf}
          className="month-line-name"
          aria-hidden="true"
          style={
            isBefore
              ? { insetInlineEnd: `${100 - (100 * monthOf(asOf)) / lastMonth}%` }
              : { insetInlineStart: `${(100 * monthOf(asOf)) / lastMonth}%` }
          }
        >
          {name}
        </span>
      ))}
      <p className="month-line-legend" aria-hidden="true">
        {months
          ? drawn.map((each) => (
              <span key={each.key} className={`month-line-key month-line-key-${each.key}`}>
                {each.said}
              </span>
            ))
          : wanted
            ? "Counting month by month…"
            : "Point at the slider to see what changed by month."}
      </p>
    </div>
  );
}

/** Undefined until they are there: also where the address names an area of which nothing is told. */
function useMonths(wanted: boolean) {
  const { knownAt, atRevision } = useClocks();
  const parameters = new URLSearchParams(useSearch());
  const within = parameters.get("in") ?? parameters.get("within");
  const variables = { within, knownAt, atRevision };
  const [{ data, operation }] = useQuery({ query: monthsQuery, variables, pause: !wanted });
  const isCurrent = (operation?.variables as typeof variables | undefined)?.within === within;
  return useMemo(() => (data && isCurrent ? monthsOf(data) : undefined), [data, isCurrent]);
}

/** A line through the months that are known, and its greatest value. */
function lineOf(months: readonly Month[], { value }: Series) {
  const known = months.flatMap(({ asOf, figures }) =>
    figures ? [{ month: monthOf(asOf), value: value(figures) }] : [],
  );
  const greatest = Math.max(0, ...known.map((each) => each.value));
  const points = known.map((each) => {
    const y = height - 1 - (greatest === 0 ? 0 : (each.value / greatest) * (room.lines - 4));
    return `${each.month} ${y.toFixed(1)}`;
  });
  return { path: points.length === 0 ? "" : `M${points.join("L")}`, greatest };
}

/** Such as "delegated £7,600m, at most £13,789m". */
function sentenceOf(
  { label, greatest, value, inWords }: Series & { readonly greatest: number },
  here: MonthFigures | undefined,
): string {
  if (greatest === 0) return `${label}: none known`;
  return `${label} ${here ? `${inWords(value(here))}, ` : ""}at most ${inWords(greatest)}`;
}
