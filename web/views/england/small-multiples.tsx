import { useEffect, useMemo, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { leavesOf } from "./area.ts";
import { type EnglandData, englandQuery } from "./england-query.ts";
import { englandTree } from "./england-tree.ts";
import { HexMap } from "./hex-map.tsx";
import { type MonthMap, monthsOfYear, tonesIn } from "./month-maps.ts";
import { coloursBy, type Tone, tones } from "./tones.ts";
import type { EnglandChoice } from "./use-england-choice.ts";
import { wayTo } from "./zoom.ts";
import "./small-multiples.css";

interface SmallMultiplesProps {
  readonly choice: EnglandChoice;
  /** The day shown: its financial year is drawn. */
  readonly asOf: string;
  readonly name: string;
}

/** The months of a financial year side by side, a small map each, and a table that says the same. */
export function SmallMultiples({ choice, asOf, name }: SmallMultiplesProps) {
  const { within, colourBy } = choice;
  const linkTo = useLinkTo();
  const days = useMemo(() => monthsOfYear(asOf), [asOf]);
  const { data, error, retry } = useMonths(days, choice);
  const months = useMemo(
    () =>
      days.flatMap((day) => {
        const answered = data.get(day);
        if (!answered) return [];
        const england = englandTree(answered, colourBy);
        return [{ day, england, area: wayTo(england, within).at(-1) ?? england }];
      }),
    [days, data, colourBy, within],
  );
  const to = (day: string, code: string | null) =>
    linkTo("/", { ...choice.parameters, ...(code && { in: code }), asOf: day });
  const caption = `${name} on the first of each month, coloured by ${coloursBy[colourBy]}: how many areas`;
  return (
    <section className="small-multiples" aria-label={`${name} month by month`}>
      {error && <Failure error={error} onRetry={retry} />}
      <div className="small-multiples-maps">
        {months.map(({ day, england, area }) => (
          <div key={day} className={day.slice(0, 7) === asOf.slice(0, 7) ? "small-multiple-now" : undefined}>
            <Link href={to(day, within)}>{inWords(day)}</Link>
            <HexMap
              england={england}
              area={area}
              label={`${name} on ${inWords(day)}`}
              linkOf={({ code }) => to(day, code)}
            />
          </div>
        ))}
      </div>
      <p className="waiting" role="status">
        {months.length < days.length && !error && `${months.length} of ${days.length} months are there…`}
      </p>
      {months.length > 0 && (
        <DataTable
          caption={caption}
          columns={columnsFor(tonesIn(months), (day) => to(day, within))}
          rows={months}
          rowKey={({ day }) => day}
        />
      )}
    </section>
  );
}

/** One month after the other, from the cache where it is there: a visit that is left asks no more. */
function useMonths(days: readonly string[], { knownAt, atRevision }: EnglandChoice) {
  const client = useClient();
  const [data, setData] = useState<ReadonlyMap<string, EnglandData>>(new Map());
  const [error, setError] = useState<CombinedError>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    let isLeft = false;
    setError(undefined);
    const ask = async () => {
      for (const asOf of days) {
        const answer = await client.query(englandQuery, { asOf, knownAt, atRevision }).toPromise();
        if (isLeft) return;
        if (answer.error) return setError(answer.error);
        if (answer.data) setData((before) => new Map(before).set(asOf, answer.data as EnglandData));
      }
    };
    void ask();
    return () => {
      isLeft = true;
    };
  }, [client, days, knownAt, atRevision, attempt]);
  return { data, error, retry: () => setAttempt((count) => count + 1) };
}

function columnsFor(shown: readonly Tone[], linkOf: (day: string) => string): readonly Column<MonthMap>[] {
  const count = ({ area }: MonthMap, tone: Tone) =>
    leavesOf(area).filter((leaf) => leaf.tone === tone).length;
  return [
    {
      key: "day",
      title: "Day",
      width: 10,
      cell: ({ day }) => <Link href={linkOf(day)}>{inWords(day)}</Link>,
      sort: ({ day }) => day,
    },
    ...shown.map((tone) => ({
      key: tone,
      title: tones[tone].label,
      width: 12,
      numeric: true,
      cell: (month: MonthMap) => inCounts(count(month, tone)),
      sort: (month: MonthMap) => count(month, tone),
    })),
  ];
}
