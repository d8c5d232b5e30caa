import { useMemo } from "react";
import { Link, useSearch } from "wouter";
import { useChoose } from "../../app/address.ts";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { AreaSelect, areaName } from "../../parts/area-select.tsx";
import { DayInput } from "../../parts/day-input.tsx";
import { pctsWithin, practicesWithin } from "../../parts/pcts-within.ts";
import { SourceList } from "../../parts/source-list.tsx";
import { View } from "../../parts/view.tsx";
import { type BesideChoice, readBesideChoice } from "./beside-choice.ts";
import { type BesideData, besideQuery } from "./beside-query.ts";
import { Measures, type NamedSide } from "./measures-table.tsx";
import "./beside.css";

/** Two areas side by side, or one area on two days. */
export function Beside() {
  const search = useSearch();
  const choice = useMemo(() => readBesideChoice(search), [search]);
  const { a, b, asOf, knownAt, atRevision } = choice;
  const variables = {
    asOf,
    bAsOf: b.asOf,
    knownAt,
    atRevision,
    aWithin: a.code,
    bWithin: b.code,
    aPcts: pctsWithin(a.code),
    bPcts: pctsWithin(b.code),
    aPractices: practicesWithin(a.code),
    bPractices: practicesWithin(b.code),
  };
  const asked = useViewQuery(besideQuery, variables);
  const sides = asked.data && asked.answered && sidesOf(asked.data, asked.answered);
  const title = sides ? titleOf(sides) : "Side by side";
  return (
    <View title={title} asked={asked} query={{ document: besideQuery, variables }}>
      {(data) =>
        sides && (
          <>
            <Choice data={data} choice={choice} />
            <Measures sides={sides} />
            <Beyond sides={sides} />
            <SourceList
              sources={[...data.aReports.nodes, ...data.bReports.nodes].flatMap(
                ({ report }) => report?.source ?? [],
              )}
              title="What these figures rest on"
              counted="reports of PCTs"
            />
          </>
        )
      }
    </View>
  );
}

type Sides = readonly [NamedSide, NamedSide];
interface Answered {
  readonly asOf?: string | null;
  readonly bAsOf?: string | null;
  readonly aWithin?: string | null;
  readonly bWithin?: string | null;
}

/** What was answered, which is not yet what is asked while the next answer is on its way. */
function sidesOf(data: BesideData, { asOf, bAsOf, aWithin, bWithin }: Answered): Sides {
  const side = (code: string | null, day: string | null | undefined) => ({
    code,
    name: areaName(data, code),
    asOf: day ?? data.dataset.referenceDate,
  });
  return [
    { ...side(aWithin ?? null, asOf), summary: data.a, practices: data.aPractices.totalCount },
    { ...side(bWithin ?? null, bAsOf), summary: data.b, practices: data.bPractices.totalCount },
  ];
}

function titleOf([a, b]: Sides): string {
  if (a.code === b.code && a.asOf !== b.asOf) return `${a.name} on two days`;
  return `${a.name} beside ${b.name}`;
}

interface ChoiceProps {
  readonly data: BesideData;
  readonly choice: BesideChoice;
}

/** Which two areas, and whether on two days; the slider rules the first one's day. */
function Choice({ data, choice }: ChoiceProps) {
  const choose = useChoose();
  const { a, b } = choice;
  const day = a.asOf ?? data.dataset.referenceDate;
  const dayOfB = b.asOf ?? day;
  return (
    <search className="controls" aria-label="What stands side by side">
      <AreaSelect label="First area" areas={data} value={a.code} onChoose={(code) => choose("a", code)} />
      <AreaSelect label="Second area" areas={data} value={b.code} onChoose={(code) => choose("b", code)} />
      <span>
        <label htmlFor="second-day">Day of the second</label>{" "}
        <DayInput id="second-day" value={dayOfB} onChoose={(day) => choose("bAsOf", day)} />
      </span>
      {dayOfB !== day && (
        <button type="button" className="button-secondary" onClick={() => choose("bAsOf", day)}>
          Both on one day
        </button>
      )}
    </search>
  );
}

/** Where more is said of each, and what changed where it is one area on two days. */
function Beyond({ sides }: { readonly sides: Sides }) {
  const linkTo = useLinkTo();
  const [a, b] = sides;
  const [from, to] = [a.asOf, b.asOf].sort();
  return (
    <ul className="beside-links">
      {sides.map(({ code, name, asOf }, index) => (
        <li key={index === 0 ? "a" : "b"}>
          <Link href={`/?${new URLSearchParams({ ...(code && { in: code }), asOf })}`}>
            The picture of {name} on {inWords(asOf)}
          </Link>
        </li>
      ))}
      {a.code === b.code && from && to && from !== to && (
        <li>
          <Link href={linkTo("/compare", { from, to, ...(a.code && { within: a.code }) })}>
            Each change in {a.name} between the two days
          </Link>
        </li>
      )}
    </ul>
  );
}
