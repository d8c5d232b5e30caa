import { useMemo } from "react";
import { useQuery } from "urql";
import { useSearch } from "wouter";
import { type Month, type MonthFigures, monthsOf, monthsQuery } from "../graphql/months-query.ts";
import { useClocks } from "./clocks.ts";
import { dayOf, inWords, lastMonth, marks, monthOf } from "./months.ts";
import "./month-line.css";

interface MonthLineProps {
  readonly shownMonth: number;
  /** The month that somebody points at, which is then told in figures in place of the one shown. */
  readonly pointedAt: number | undefined;
  /** Whether somebody has come to the slider: a visit that moves no date does not ask for what other months say. */
  readonly wanted: boolean;
  /** Of the words, which describe the slider. */
  readonly id: string;
}

interface Series {
  readonly key: string;
  readonly label: string;
  /** Null where not known. */
  readonly value: (month: MonthFigures) => number | null;
  readonly amount: (value: number) => string;
}

/** A line that is drawn, and its greatest value. */
interface Line extends Series {
  readonly path: string;
  readonly greatest: number;
}

const count = new Intl.NumberFormat("en-GB");
const series: readonly Series[] = [
  {
    key: "delegated",
    label: "delegated",
    value: ({ delegatedGbp }) => delegatedGbp ?? 0,
    amount: (pounds) => (pounds === 0 ? "none known" : `£${count.format(Math.round(pounds / 1e6))}m`),
  },
  {
    key: "outside",
    label: "practices outside",
    value: ({ practicesOutside }) => practicesOutside,
    amount: count.format,
  },
  {
    key: "unclear",
    label: "practices unclear",
    value: ({ practicesUnclear }) => practicesUnclear,
    amount: count.format,
  },
];

/** Room above the lines for the events' names, and for the lines themselves, in units of the drawing. */
const room = { names: 14, lines: 34 } as const;
const height = room.names + room.lines;

/** Under the slider: what changed from month to month in the area shown, each line by its own greatest value, with the events written on it. */
export function MonthLine({ shownMonth, pointedAt, wanted, id }: MonthLineProps) {
  const months = useMonths(wanted);
  const lines = useMemo(() => series.map((each) => ({ ...each, ...lineOf(months ?? [], each) })), [months]);
  const figuresOf = (of: number) => months?.find(({ asOf }) => asOf === dayOf(of))?.figures;
  const month = pointedAt ?? shownMonth;
  const said = lines.map((line) => sentenceOf(line, figuresOf(shownMonth)));
  return (
    <div className="month-line">
      <svg
        viewBox={`0 0 ${lastMonth} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={months ? `By month: ${said.join("; ")}` : "Events by month"}
      >
        {marks.map(({ asOf }) => (
          <path
            key={asOf}
            className="month-line-event"
            d={`M${monthOf(asOf)} 2V${height}`}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path
          className="month-line-here"
          d={`M${month} ${room.names}V${height}`}
          vectorEffect="non-scaling-stroke"
        />
        {lines.map(({ key, path }) => (
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
      <ShownFigures id={id} month={month} lines={lines} figuresOf={months && figuresOf} wanted={wanted} />
    </div>
  );
}

type FiguresOf = (month: number) => MonthFigures | undefined;

interface ShownFiguresProps extends Pick<MonthLineProps, "id" | "wanted"> {
  readonly month: number;
  readonly lines: readonly Line[];
  /** Undefined until they are there. */
  readonly figuresOf: FiguresOf | undefined;
}

/** A month in figures, with what is marked in it and how much changed since the one before; the key of the lines as well. */
function ShownFigures({ id, month, lines, figuresOf, wanted }: ShownFiguresProps) {
  const [here, before] = [figuresOf?.(month), figuresOf?.(month - 1)];
  return (
    <p id={id} className="month-line-legend" aria-hidden="true">
      {wanted && <strong>{[inWords(dayOf(month)), ...eventsOf(month)].join(": ")}</strong>}
      {figuresOf
        ? lines.map((line) => (
            <span key={line.key} className={`month-line-key month-line-key-${line.key}`}>
              {sentenceOf(line, here, before)}
            </span>
          ))
        : wanted
          ? "Counting month by month…"
          : "Point along the slider, or move it, to see what changed by month."}
    </p>
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
  const known = months.flatMap(({ asOf, figures }) => {
    const figure = figures ? value(figures) : null;
    return figure === null ? [] : [{ month: monthOf(asOf), value: figure }];
  });
  const greatest = Math.max(0, ...known.map((each) => each.value));
  const points = known.map((each) => {
    const y = height - 1 - (greatest === 0 ? 0 : (each.value / greatest) * (room.lines - 4));
    return `${each.month} ${y.toFixed(1)}`;
  });
  return { path: points.length === 0 ? "" : `M${points.join("L")}`, greatest };
}

/** What is marked in a month: "clusters form". */
const eventsOf = (month: number): readonly string[] =>
  marks.filter(({ asOf }) => monthOf(asOf) === month).map(({ name }) => name);

/** Such as "delegated £7,600m, at most £13,789m"; with the month before also by how much it changed since. */
function sentenceOf(
  { label, greatest, value, amount }: Line,
  here: MonthFigures | undefined,
  before?: MonthFigures,
): string {
  if (greatest === 0) return `${label}: none known`;
  const now = here ? value(here) : null;
  if (now === null) return `${label} not known, at most ${amount(greatest)}`;
  const then = before ? value(before) : null;
  const change = then === null ? 0 : now - then;
  const since = change === 0 ? "" : ` (${change > 0 ? "+" : "−"}${amount(Math.abs(change))})`;
  return `${label} ${amount(now)}${since}, at most ${amount(greatest)}`;
}
