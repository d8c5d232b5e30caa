import { lazy, type ReactNode, Suspense, useRef } from "react";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { pictureWords } from "../../parts/published/picture-words.ts";
import { SavePicture } from "../../parts/published/save-picture.tsx";
import { type Area, leavesOf, sizeByOf } from "./area.ts";
import { AreaNote } from "./area-note.tsx";
import { AreaTable } from "./area-table.tsx";
import { Controls } from "./controls.tsx";
import type { EnglandData } from "./england-query.ts";
import { HexMap } from "./hex-map.tsx";
import { Legend } from "./legend.tsx";
import { MapNote } from "./map-note.tsx";
import { MonthsTable } from "./months-table.tsx";
import { hasQuestions } from "./questions.ts";
import { Summary } from "./summary.tsx";
import { tilesFor } from "./tiles.ts";
import { coloursBy, columnOf } from "./tones.ts";
import { Treemap } from "./treemap.tsx";
import type { EnglandChoice } from "./use-england-choice.ts";
import { useRepaintMark } from "./use-repaint-mark.ts";
import type { Zoomed } from "./use-zoom.ts";
import { Way } from "./way.tsx";
import { isZoomable, nextBelow, pictureOf } from "./zoom.ts";

const PracticePoints = lazy(() =>
  import("./points/practice-points.tsx").then(({ PracticePoints }) => ({ default: PracticePoints })),
);

const SmallMultiples = lazy(() =>
  import("./small-multiples.tsx").then(({ SmallMultiples }) => ({ default: SmallMultiples })),
);

interface PictureProps {
  readonly data: EnglandData;
  readonly choice: EnglandChoice;
  readonly way: readonly Area[];
  /** The area without its practices. */
  readonly base: Area;
  readonly zoomed: Zoomed | undefined;
  readonly asOf: string;
  /** The questions about the area, where it has some. */
  readonly cards: ReactNode;
}

/** The area that the address names: its figures, its picture, and a table that says the same. */
export function Picture({ data, choice, way, base, zoomed, asOf, cards }: PictureProps) {
  useRepaintMark(asOf);
  const figure = useRef<HTMLDivElement>(null);
  const linkTo = useLinkTo();
  const [england] = way;
  const area = way.at(-1);
  if (!area || !england) return null;
  const sizeBy = sizeByOf(area, choice.sizeBy);
  const pictureBy = pictureOf(base, choice.pictureBy);
  const zoomTo = (code: string | null) => linkTo("/", { ...choice.parameters, ...(code && { in: code }) });
  const revision = choice.atRevision ?? data.dataset.revision;
  const shown = pictureBy === "map" ? `coloured by ${coloursBy[choice.colourBy]}` : `sized by ${sizeBy}`;
  const label = `${area.name} on ${inWords(asOf)}, ${shown}`;
  const isDrawn = isDrawnIn(pictureBy, england, sizeBy);
  const leaves = leavesOf(area);
  // What is gone, or has nothing yet, has no picture: the note above says so.
  const isEmpty = pictureBy === "size" && area.children.length === 0 && zoomed?.data !== undefined;
  return (
    <>
      <Way way={way} zoomTo={zoomTo} />
      {cards}
      <Summary
        area={{ ...base, name: area.name }}
        summary={zoomed ? (zoomed.data?.delegationSummary ?? undefined) : data.delegationSummary}
        asked={zoomed?.data}
        asOf={asOf}
      />
      {zoomed && <AreaNote zoomed={zoomed} asOf={asOf} />}
      <Controls {...{ choice, england, pictureBy, sizeBy, isEmpty }} name={area.name} />
      {!isEmpty && (
        <div ref={figure}>
          <Legend
            painted={leaves.filter(isDrawn)}
            unpainted={area.children.length === 0 ? 0 : leaves.filter((leaf) => !isDrawn(leaf)).length}
            without={pictureBy === "map" ? "a hexagon" : sizeBy}
          />
          <div className="england-picture">
            {pictureBy === "map" ? (
              <div>
                <HexMap england={england} area={base} label={label} linkOf={({ code }) => zoomTo(code)} />
                <MapNote england={england} colourBy={choice.colourBy} />
              </div>
            ) : (
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
            )}
            <AreaTable
              area={area}
              caption={label}
              colours={columnOf[choice.colourBy]}
              fileName={fileName(area, asOf)}
              zoomTo={zoomTo}
            />
          </div>
          <SavePicture
            what={pictureBy === "map" ? "map" : "picture"}
            fileName={`${asOf}-${area.code ?? "england"}-${pictureBy}`}
            words={wordsOf(label, leaves.filter(isDrawn), revision, pictureBy === "map")}
            draw={async () => {
              const { drawnPicture } = await import("./drawn-picture.ts");
              return drawnPicture(figure.current ?? document.body);
            }}
          />
        </div>
      )}
      {pictureBy === "map" && choice.hasMonths && (
        <Suspense>
          <SmallMultiples choice={choice} asOf={asOf} name={area.name} />
        </Suspense>
      )}
      {zoomed?.data?.practices && (
        <Suspense>
          <PracticePoints practices={zoomed.data.practices.nodes} of={`${area.name} on ${inWords(asOf)}`} />
        </Suspense>
      )}
      {hasQuestions(base) && (
        <MonthsTable key={base.code} name={area.name} hasPractices={base.practices > 0} choice={choice} />
      )}
    </>
  );
}

/** Which areas a picture paints: those that have a hexagon, or a size. */
function isDrawnIn(pictureBy: "map" | "size", england: Area, sizeBy: "patients" | "practices") {
  if (pictureBy === "size") return (leaf: Area) => leaf[sizeBy] > 0;
  const tiles = tilesFor(leavesOf(england));
  return ({ code }: Area) => tiles.has(code ?? "");
}

/** What is written into a picture that is saved. */
const wordsOf = (title: string, drawn: readonly Area[], revision: number, isMap: boolean) =>
  pictureWords({
    title,
    sources: drawn.flatMap(({ source }) => source ?? []),
    madeUp: drawn.filter(({ confidence }) => confidence === "SYNTHETIC").length,
    all: drawn.length,
    unit: "areas",
    revision,
    notices: isMap
      ? [
          "Hexagons in an arrangement of our own. Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. Contains National Statistics data © Crown copyright and database right 2025.",
        ]
      : [],
  });

const fileName = ({ code }: Area, asOf: string): string => `${asOf}-${code ?? "england"}.csv`;
