import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { type Area, sizeByOf } from "./area.ts";
import { AreaNote } from "./area-note.tsx";
import { AreaTable } from "./area-table.tsx";
import { Controls } from "./controls.tsx";
import type { EnglandData } from "./england-query.ts";
import { Legend } from "./legend.tsx";
import { Summary } from "./summary.tsx";
import { Treemap } from "./treemap.tsx";
import type { EnglandChoice } from "./use-england-choice.ts";
import { useRepaintMark } from "./use-repaint-mark.ts";
import type { Zoomed } from "./use-zoom.ts";
import { Way } from "./way.tsx";
import { isZoomable, nextBelow } from "./zoom.ts";

interface PictureProps {
  readonly data: EnglandData;
  readonly choice: EnglandChoice;
  readonly way: readonly Area[];
  /** The area without its practices. */
  readonly base: Area;
  readonly zoomed: Zoomed | undefined;
  readonly asOf: string;
}

/** The area that the address names: its figures, its picture, and a table that says the same. */
export function Picture({ data, choice, way, base, zoomed, asOf }: PictureProps) {
  useRepaintMark(asOf);
  const linkTo = useLinkTo();
  const area = way.at(-1);
  if (!area) return null;
  const sizeBy = sizeByOf(area, choice.sizeBy);
  const zoomTo = (code: string | null) => linkTo("/", { ...choice.parameters, ...(code && { in: code }) });
  const label = `${area.name} on ${inWords(asOf)}, sized by ${sizeBy}`;
  return (
    <>
      <Way way={way} zoomTo={zoomTo} />
      <Summary
        area={{ ...base, name: area.name }}
        summary={zoomed ? (zoomed.data?.delegationSummary ?? undefined) : data.delegationSummary}
        asked={zoomed?.data}
        asOf={asOf}
      />
      {zoomed && <AreaNote zoomed={zoomed} asOf={asOf} />}
      <Controls choice={choice} sizeBy={sizeBy} />
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
        <AreaTable area={area} caption={label} fileName={fileName(area, asOf)} zoomTo={zoomTo} />
      </div>
    </>
  );
}

const fileName = ({ code }: Area, asOf: string): string => `${asOf}-${code ?? "england"}.csv`;
