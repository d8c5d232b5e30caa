import { useMemo } from "react";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { areaName } from "../../parts/area-select.tsx";
import { inCounts, inPractices } from "../../parts/figures.ts";
import { pctsWithin } from "../../parts/pcts-within.ts";
import { pictureWords } from "../../parts/published/picture-words.ts";
import { SourceList } from "../../parts/source-list.tsx";
import type { TakeoverRow } from "../../parts/takeover-rows.ts";
import { View } from "../../parts/view.tsx";
import { Diagram } from "./diagram.tsx";
import { FlowControls } from "./flow-controls.tsx";
import { FlowLegend } from "./flow-legend.tsx";
import type { FlowsChoice } from "./flows-choice.ts";
import { areaTakeover, englandTakeover, groupsByPct } from "./takeover-graph.ts";
import { type TakeoverData, type TakeoverPct, takeoverQuery, takeoverRowsOf } from "./takeover-query.ts";
import { TakeoverTable } from "./takeover-table.tsx";

/** The day on which clinical commissioning groups took over, and the last one of PCTs. */
const handover = { lastOfPcts: "2013-03-31", firstOfGroups: "2013-04-01" } as const;

/** Who took over from whom: from PCT through cluster to CCG, as their practices went, or as successions say. */
export function Takeover({ choice }: { readonly choice: FlowsChoice }) {
  const { within, asOf, knownAt, atRevision } = choice;
  // PCTs as of the day shown, while there are PCTs.
  const from = asOf !== null && asOf < handover.firstOfGroups ? asOf : handover.lastOfPcts;
  const variables = {
    asOf: from,
    knownAt,
    atRevision,
    from,
    to: handover.firstOfGroups,
    within,
    where: pctsWithin(within),
  };
  const asked = useViewQuery(takeoverQuery, variables);
  const { data, answered } = asked;
  const name = data ? areaName(data, within) : (within ?? "England");
  return (
    <View title={`Who took over in ${name}`} asked={asked} query={{ document: takeoverQuery, variables }}>
      {(data) => (
        <>
          <FlowControls areas={data} choice={choice} />
          {answered?.within === within && (
            <Answer
              revision={atRevision ?? data.dataset.revision}
              data={data}
              name={name}
              within={within}
              from={answered.from}
            />
          )}
        </>
      )}
    </View>
  );
}

const meanings = {
  KEPT: "practices of a PCT in its cluster",
  KNOWN: "practices that went to a CCG",
  UNKNOWN: "not known to be in any",
} as const;

interface AnswerProps {
  readonly data: TakeoverData;
  readonly name: string;
  readonly within: string | null;
  readonly from: string;
  readonly revision: number;
}

function Answer({ revision, data, name, within, from }: AnswerProps) {
  const linkTo = useLinkTo();
  const rows = useMemo(() => takeoverRowsOf(data), [data]);
  const places = data.places.nodes;
  const graph = useMemo(() => {
    const addresses = {
      flowsOf: (code: string) => linkTo("/flows", { of: "takeover", in: code }),
      organisation: (code: string) => `/organisations/${code}?asOf=${handover.firstOfGroups}`,
    };
    return within === null ? englandTakeover(rows, places, addresses) : areaTakeover(rows, places, addresses);
  }, [rows, places, within, linkTo]);
  const label = `Who took over from the PCTs of ${name}: ${inWords(from)} to ${inWords(handover.firstOfGroups)}`;
  const fileName = `${from}-takeover-${within ?? "england"}`;
  if (rows.length === 0)
    return (
      <p>
        No PCT of {name} existed on {inWords(from)}, so that there was nobody to take over from.
      </p>
    );
  return (
    <>
      <p role="status">{inSentences(rows, places)}</p>
      {graph.links.length > 0 && <FlowLegend graph={graph} meanings={meanings} />}
      <div className="flow-picture">
        {graph.links.length > 0 ? (
          <Diagram
            graph={graph}
            label={label}
            inWords={inPractices}
            inShort={inCounts}
            fileName={fileName}
            words={wordsOf(label, rows, data.dataset.synthetic, revision)}
          />
        ) : (
          <p>Nobody says how many practices went to whom, so that there is nothing to draw.</p>
        )}
        <TakeoverTable caption={label} rows={rows} fileName={`${fileName}.csv`} to={handover.firstOfGroups} />
      </div>
      <SourceList
        sources={rows.flatMap(({ said }) => said?.source ?? [])}
        title="Which sources say who took over"
        counted="successions"
      />
    </>
  );
}

/** What is written into a picture that is saved: where the graph is made up, so are the practices that it counts itself. */
function wordsOf(title: string, rows: readonly TakeoverRow[], isMadeUp: boolean, revision: number) {
  return pictureWords({
    title,
    sources: rows.flatMap(({ said }) => said?.source ?? []),
    madeUp: isMadeUp ? practicesOf(rows.filter(({ said }) => said === undefined)) : 0,
    all: practicesOf(rows),
    unit: "practices",
    notices: [`Grey: ${meanings.KEPT}. Blue: ${meanings.KNOWN}. Hatched: ${meanings.UNKNOWN}.`],
    revision,
  });
}

const practicesOf = (rows: readonly TakeoverRow[]): number =>
  rows.reduce((sum, { practices }) => sum + (practices ?? 0), 0);

/** How many PCTs went to one CCG, who says so, and of what nobody does. */
function inSentences(rows: readonly TakeoverRow[], places: readonly TakeoverPct[]): string {
  const groups = groupsByPct(rows);
  const sizes = places.map(({ code }) => groups.get(code)?.size ?? 0);
  const having = (test: (size: number) => boolean) => inCounts(sizes.filter(test).length);
  const pcts = places.length === 1 ? "PCT" : "PCTs";
  const bySuccession = new Set(rows.flatMap(({ from, said }) => (said && from ? [from.code] : []))).size;
  const unknown = practicesOf(rows.filter(({ to }) => to === null));
  return [
    `Of ${inCounts(places.length)} ${pcts}, ${having((size) => size === 1)} went to one CCG, ${having((size) => size > 1)} to several.`,
    sizes.includes(0) && `Of ${having((size) => size === 0)} nobody says who took over.`,
    bySuccession > 0 &&
      `Of ${inCounts(bySuccession)} it is told by successions, as no practice of theirs in this graph is in a CCG.`,
    unknown > 0 &&
      `Of ${inCounts(unknown)} of ${inCounts(practicesOf(rows))} practices no CCG is known: they closed, or no file says.`,
  ]
    .filter(Boolean)
    .join(" ");
}
