import { useMemo } from "react";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { areaName } from "../../parts/area-select.tsx";
import { inCounts } from "../../parts/figures.ts";
import { pctsWithin } from "../../parts/pcts-within.ts";
import { pictureWords } from "../../parts/published/picture-words.ts";
import { View } from "../../parts/view.tsx";
import { Diagram } from "./diagram.tsx";
import { FlowControls } from "./flow-controls.tsx";
import { FlowLegend } from "./flow-legend.tsx";
import type { FlowsChoice } from "./flows-choice.ts";
import { areaTakeover, englandTakeover, groupsByPct } from "./takeover-graph.ts";
import { type TakeoverData, takeoverQuery } from "./takeover-query.ts";
import { TakeoverTable } from "./takeover-table.tsx";

/** The day on which clinical commissioning groups took over, and the last one of PCTs. */
const handover = { lastOfPcts: "2013-03-31", firstOfGroups: "2013-04-01" } as const;

/** Who took over from whom: from PCT through cluster to CCG, as their practices went. */
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
    hasClusters: within !== null,
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
  const graph = useMemo(() => {
    const addresses = {
      flowsOf: (code: string) => linkTo("/flows", { of: "takeover", in: code }),
      organisation: (code: string) => `/organisations/${code}?asOf=${handover.firstOfGroups}`,
    };
    return within === null ? englandTakeover(data, addresses) : areaTakeover(data, addresses);
  }, [data, within, linkTo]);
  const practices = data.pairs.reduce((sum, pair) => sum + pair.practices, 0);
  const label = `Who took over from the PCTs of ${name}: ${inWords(from)} to ${inWords(handover.firstOfGroups)}`;
  if (data.pairs.length === 0)
    return <p>No practice of {name} is in this graph on these days, so that nobody knows who took over.</p>;
  return (
    <>
      <p role="status">{inSentences(data)}</p>
      <FlowLegend graph={graph} meanings={meanings} />
      <div className="flow-picture">
        <Diagram
          graph={graph}
          label={label}
          inWords={inPractices}
          inShort={inCounts}
          fileName={`${from}-takeover-${within ?? "england"}`}
          words={pictureWords({
            title: label,
            sources: [],
            madeUp: data.dataset.synthetic ? practices : 0,
            all: practices,
            unit: "practices",
            notices: [`Grey: ${meanings.KEPT}. Blue: ${meanings.KNOWN}. Hatched: ${meanings.UNKNOWN}.`],
            revision,
          })}
        />
        <TakeoverTable
          caption={label}
          pairs={data.pairs}
          fileName={`${from}-takeover-${within ?? "england"}.csv`}
          to={handover.firstOfGroups}
        />
      </div>
    </>
  );
}

const inPractices = (count: number): string => `${inCounts(count)} ${count === 1 ? "practice" : "practices"}`;

/** How many PCTs went to one CCG, and of how many practices nobody says. */
function inSentences({ pairs }: TakeoverData): string {
  const groups = [...groupsByPct(pairs).values()];
  const [one, several] = [groups.filter(({ size }) => size === 1), groups.filter(({ size }) => size > 1)];
  const untold = pairs.filter(({ to }) => to === null).reduce((sum, { practices }) => sum + practices, 0);
  const all = pairs.reduce((sum, { practices }) => sum + practices, 0);
  if (untold === all)
    return `No practice here is in a CCG: what this graph was made of does not say who took over from ${inCounts(groups.length)} PCTs.`;
  const told = `Of ${inCounts(groups.length)} PCTs, ${inCounts(one.length)} went to one CCG, ${inCounts(several.length)} to several.`;
  if (untold === 0) return told;
  return `${told} Of ${inCounts(untold)} of ${inCounts(all)} practices no CCG is known: they closed, or no file says.`;
}
