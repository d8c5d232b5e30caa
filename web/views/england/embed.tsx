import { useEffect, useMemo } from "react";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import { leavesOf } from "./area.ts";
import { englandQuery } from "./england-query.ts";
import { englandTree } from "./england-tree.ts";
import { HexMap } from "./hex-map.tsx";
import { Legend } from "./legend.tsx";
import { MapNote } from "./map-note.tsx";
import { tilesFor } from "./tiles.ts";
import { coloursBy } from "./tones.ts";
import { useEnglandChoice } from "./use-england-choice.ts";
import { wayTo } from "./zoom.ts";
import "./england.css";
import "./tones.css";

/** The map alone, for other sites to show in a frame: of the area, the day and the colours that its address names. */
export function Embed() {
  const choice = useEnglandChoice();
  const { asOf, knownAt, atRevision, colourBy, within } = choice;
  const { data, answered, error, retry } = useViewQuery(englandQuery, { asOf, knownAt, atRevision });
  const england = useMemo(() => (data ? englandTree(data, colourBy) : undefined), [data, colourBy]);
  const area = england && wayTo(england, within).at(-1);
  useEffect(() => {
    document.title = `${area?.name ?? "Map"} · commissioning-graph`;
  }, [area]);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!data || !england || !area) return <Waiting />;
  const day = answered?.asOf ?? data.dataset.referenceDate;
  const title = `${area.name} on ${inWords(day)}, coloured by ${coloursBy[colourBy]}`;
  const tiles = tilesFor(leavesOf(england));
  const drawn = leavesOf(area).filter(({ code }) => tiles.has(code ?? ""));
  const parameters = new URLSearchParams({ ...choice.parameters, ...(within && { in: within }), asOf: day });
  return (
    <main className="embed">
      <h1>{title}</h1>
      <Legend painted={drawn} unpainted={0} without="a hexagon" />
      <HexMap england={england} area={area} label={title} linkOf={() => undefined} />
      {data.dataset.synthetic && (
        <p role="note">Partly made up for a demonstration: no finding about the NHS.</p>
      )}
      <MapNote england={england} colourBy={colourBy} />
      <p>
        <a href={`/?${parameters}`} target="_blank" rel="noreferrer">
          Sources, figures and other days: commissioning-graph
        </a>
        , revision {inCounts(atRevision ?? data.dataset.revision)} of the dataset.
      </p>
    </main>
  );
}
