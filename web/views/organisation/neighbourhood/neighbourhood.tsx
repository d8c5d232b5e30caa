import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { inWords } from "../../../app/months.ts";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { FailureBox, RetryButton } from "../../../parts/failure.tsx";
import { inCounts } from "../../../parts/figures.ts";
import { type PictureWords, pictureWords } from "../../../parts/published/picture-words.ts";
import { SavePicture } from "../../../parts/published/save-picture.tsx";
import { SourceLink } from "../../../parts/source-link.tsx";
import { inEnglishWords } from "../../../parts/words.ts";
import { OrganisationLink } from "../organisation-link.tsx";
import type { OrganisationData } from "../organisation-query.ts";
import { type Link, linkKinds, linksOf } from "./links.ts";
import { NeighbourLegend, NeighbourPicture } from "./neighbour-picture.tsx";
import { type NeighbourhoodChoice, useNeighbourhoodChoice } from "./neighbourhood-choice.ts";
import { neighboursOf } from "./neighbours.ts";
import { useOpened } from "./use-opened.ts";

interface NeighbourhoodProps {
  readonly organisation: OrganisationData;
  /** The dataset's revision that was read. */
  readonly revision: number;
}

/** Whom it is joined to on the day, as a picture in layers and a table; each neighbour opens to its own. */
export function Neighbourhood({ organisation, revision }: NeighbourhoodProps) {
  const { name, code, asOf, history } = organisation;
  const svg = useRef<SVGSVGElement>(null);
  const choice = useNeighbourhoodChoice();
  const { facts, waiting, failure, retry } = useOpened(choice.open);
  const links = useMemo(
    () => linksOf([...history, ...facts], asOf, choice.kinds),
    [history, facts, asOf, choice.kinds],
  );
  const graph = useMemo(
    () => neighboursOf(links, organisation, choice.open),
    [links, organisation, choice.open],
  );
  return (
    <section>
      <h2>Neighbourhood</h2>
      <Kinds choice={choice} />
      {failure && <FailureBox {...failure} action={<RetryButton onRetry={retry} />} />}
      <p className="waiting" role="status">
        {waiting && "Loading the neighbours that are open…"}
      </p>
      {links.length === 0 ? (
        <p>
          {choice.kinds.size < linkKinds.length
            ? "No relationship of the chosen kinds joins it to anybody"
            : "Nothing that this graph holds joins it to anybody"}{" "}
          on {inWords(asOf)}. Its history, below, says when it was.
        </p>
      ) : (
        <>
          <NeighbourLegend graph={graph} />
          <NeighbourPicture graph={graph} centre={organisation} choice={choice} svg={svg} />
          <SavePicture
            what="neighbourhood"
            fileName={`neighbourhood-${code}-${asOf}`}
            words={wordsOf(name, asOf, links, revision)}
            draw={async () => {
              const { drawnSvg } = await import("../../../parts/published/drawn-svg.ts");
              if (!svg.current) throw new Error("There is no picture on the page.");
              return drawnSvg(svg.current);
            }}
          />
          <DataTable
            caption={`Relationships in the picture (${inCounts(links.length)})`}
            columns={columns}
            rows={links}
            rowKey={({ factId }) => factId}
          />
        </>
      )}
    </section>
  );
}

/** What is written into a saved picture. */
const wordsOf = (name: string, asOf: string, links: readonly Link[], revision: number): PictureWords =>
  pictureWords({
    title: `${name} and its neighbours on ${inWords(asOf)}`,
    sources: links.map(({ fact }) => fact.source),
    madeUp: links.filter(({ fact }) => fact.confidence === "SYNTHETIC").length,
    all: links.length,
    unit: "relationships",
    revision,
  });

/** The kinds of relationship that are drawn; the address keeps which are not. */
function Kinds({ choice }: { readonly choice: NeighbourhoodChoice }) {
  const [, navigate] = useLocation();
  return (
    <div className="controls">
      <fieldset className="kinds">
        <legend>Kinds of relationship</legend>
        {linkKinds.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={choice.kinds.has(kind)}
              onChange={() => navigate(choice.toggled("without", kind))}
            />{" "}
            {inEnglishWords(kind)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

const columns: readonly Column<Link>[] = [
  {
    key: "from",
    title: "From",
    width: 18,
    cell: ({ from }) => <OrganisationLink organisation={from} />,
    sort: ({ from }) => from.name,
  },
  {
    key: "kind",
    title: "Kind",
    width: 9,
    cell: ({ kind }) => inEnglishWords(kind),
    sort: ({ kind }) => kind,
  },
  {
    key: "to",
    title: "To",
    width: 18,
    cell: ({ to }) => <OrganisationLink organisation={to} />,
    sort: ({ to }) => to.name,
  },
  {
    key: "source",
    title: "Source",
    width: 8,
    cell: ({ fact }) => <SourceLink source={fact.source} confidence={fact.confidence} />,
    sort: ({ fact }) => fact.source.code,
  },
];
