import { useMemo } from "react";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { View } from "../../parts/view.tsx";
import { sizeByOf } from "./area.ts";
import { AreaTable } from "./area-table.tsx";
import { Controls } from "./controls.tsx";
import { type EnglandData, englandQuery } from "./england-query.ts";
import { englandTree } from "./england-tree.ts";
import { Legend } from "./legend.tsx";
import { MorePractices } from "./more-practices.tsx";
import { Summary } from "./summary.tsx";
import { Treemap } from "./treemap.tsx";
import { type EnglandChoice, useEnglandChoice } from "./use-england-choice.ts";
import { useMonthsAhead } from "./use-months-ahead.ts";
import { useRepaintMark } from "./use-repaint-mark.ts";
import { useZoom } from "./use-zoom.ts";
import { Way } from "./way.tsx";
import { isZoomable, nextBelow } from "./zoom.ts";
import "./england.css";

/** England on a day: who had handed how much to whom, down to the practices. */
export function England() {
  const choice = useEnglandChoice();
  const variables = { asOf: choice.asOf, knownAt: choice.knownAt };
  const asked = useViewQuery(englandQuery, variables);
  // What is asked ahead never competes with what is waited for.
  useMonthsAhead(choice, asked.waiting ? undefined : asked.data?.dataset.referenceDate);
  return (
    <View title="England" asked={asked} query={{ document: englandQuery, variables }}>
      {(data) => (
        <Picture data={data} choice={choice} asOf={asked.answered?.asOf ?? data.dataset.referenceDate} />
      )}
    </View>
  );
}

interface PictureProps {
  readonly data: EnglandData;
  readonly choice: EnglandChoice;
  readonly asOf: string;
}

function Picture({ data, choice, asOf }: PictureProps) {
  useRepaintMark(asOf);
  const linkTo = useLinkTo();
  const england = useMemo(() => englandTree(data, choice.colourBy), [data, choice.colourBy]);
  const { way, area, practices } = useZoom(england, choice);
  const sizeBy = sizeByOf(area, choice.sizeBy);
  const zoomTo = (code: string | null) => linkTo("/", { ...choice.parameters, ...(code && { in: code }) });
  const label = `${area.name} on ${inWords(asOf)}, sized by ${sizeBy}`;
  return (
    <>
      <Summary data={data} asOf={asOf} />
      <Way way={way} zoomTo={zoomTo} />
      <Controls choice={choice} sizeBy={sizeBy} />
      <MorePractices practices={practices} />
      <Legend area={area} sizeBy={sizeBy} />
      <div className="england-picture">
        <Treemap
          root={area}
          sizeBy={sizeBy}
          label={label}
          linkOf={(part) => {
            if (part.kind === "PRACTICE") return linkTo(`/organisations/${part.code}`);
            const next = nextBelow(area, part.id) ?? part;
            return isZoomable(next) ? zoomTo(next.code) : undefined;
          }}
        />
        <AreaTable area={area} caption={label} zoomTo={zoomTo} />
      </div>
    </>
  );
}
