import { inCounts } from "../../../parts/figures.ts";
import type { End } from "../organisation-query.ts";
import { boxHeight, maxNamed, type PlacedNeighbour, rowHeight } from "./neighbour-layout.ts";
import { isMadeUp, neighbourWords } from "./neighbour-words.ts";
import type { NeighbourhoodChoice } from "./neighbourhood-choice.ts";

interface NeighbourBoxProps {
  readonly placed: PlacedNeighbour;
  readonly isCentre: boolean;
  readonly choice: NeighbourhoodChoice;
  readonly pageOf: (end: End) => string;
}

const signWidth = 28;
/** Of a letter of a name on average, in pixels: rather too wide than too narrow. */
const letterWidth = 6.9;

/** An organisation, or a bundle of them. */
export function NeighbourBox({ placed, isCentre, choice, pageOf }: NeighbourBoxProps) {
  const { neighbour, x, y, width, height } = placed;
  const { members } = neighbour;
  const looks = [isCentre && "neighbour-centre", isMadeUp(members) && "neighbour-made-up"];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        className={["neighbour-frame", ...looks].filter(Boolean).join(" ")}
        width={width}
        height={height}
        rx="4"
      />
      {members.length > 1 ? (
        <Bundle {...{ placed, choice, pageOf }} />
      ) : (
        <Single {...{ placed, isCentre, choice, pageOf }} />
      )}
    </g>
  );
}

function Single({ placed: { neighbour, width }, isCentre, choice, pageOf }: NeighbourBoxProps) {
  const [end] = neighbour.members;
  if (!end) return null;
  const isOpen = choice.open.has(end.code);
  const room = isCentre ? width : width - signWidth;
  const said = neighbourWords(neighbour);
  const name = <Name text={end.name} room={room} />;
  if (isCentre) return <g data-said={said}>{name}</g>;
  return (
    <>
      <a href={pageOf(end)} aria-label={said} data-said={said}>
        <rect className="neighbour-ground" width={room} height={boxHeight} rx="4" />
        {name}
      </a>
      <Sign
        x={width - signWidth}
        isOpen={isOpen}
        href={choice.toggled("open", end.code)}
        label={`${isOpen ? "Close" : "Open"} the neighbours of ${end.name}`}
      />
    </>
  );
}

function Bundle({ placed, choice, pageOf }: Omit<NeighbourBoxProps, "isCentre">) {
  const { neighbour, width } = placed;
  const { id, members } = neighbour;
  const words = neighbourWords(neighbour);
  const isOpen = choice.bundles.has(id);
  const some = members.slice(0, 3).map(({ name }) => name);
  const said = `${words}: ${some.join(", ")}${members.length > 3 ? " and others" : ""}`;
  return (
    <>
      <a
        href={choice.toggled("bundle", id)}
        aria-label={`${isOpen ? "Close" : "Open"} ${said}`}
        data-said={said}
      >
        <rect className="neighbour-ground" width={width} height={boxHeight} rx="4" />
        <Name text={words} room={width - signWidth} />
        <text className="neighbour-sign" x={width - signWidth / 2} y={boxHeight / 2} dy="0.35em">
          {isOpen ? "−" : "+"}
        </text>
      </a>
      {isOpen && <Named members={members} width={width} pageOf={pageOf} />}
    </>
  );
}

interface NamedProps {
  readonly members: readonly End[];
  readonly width: number;
  readonly pageOf: (end: End) => string;
}

/** The first of an open bundle, each of which leads to its page, and how many more there are. */
function Named({ members, width, pageOf }: NamedProps) {
  const rest = members.length - maxNamed;
  const at = (row: number) => `translate(0 ${boxHeight + 2 + row * rowHeight})`;
  return (
    <>
      {members.slice(0, maxNamed).map((end, index) => (
        <a key={end.code} href={pageOf(end)} aria-label={end.name} data-said={end.name}>
          <g transform={at(index)}>
            <rect className="neighbour-ground" x="2" width={width - 4} height={rowHeight} rx="4" />
            <Name text={end.name} room={width} height={rowHeight} />
          </g>
        </a>
      ))}
      {rest > 0 && (
        <g transform={at(maxNamed)}>
          <Name text={`${inCounts(rest)} more in the table`} room={width} height={rowHeight} />
        </g>
      )}
    </>
  );
}

interface NameProps {
  readonly text: string;
  readonly room: number;
  readonly height?: number;
}

function Name({ text, room, height = boxHeight }: NameProps) {
  const letters = Math.floor((room - 12) / letterWidth);
  return (
    <text className="neighbour-name" x="8" y={height / 2} dy="0.35em">
      {text.length <= letters ? text : `${text.slice(0, letters - 1)}…`}
    </text>
  );
}

interface SignProps {
  readonly x: number;
  readonly isOpen: boolean;
  readonly href: string;
  readonly label: string;
}

function Sign({ x, isOpen, href, label }: SignProps) {
  return (
    <a href={href} aria-label={label} data-said={label}>
      <rect className="neighbour-ground" x={x} width={signWidth} height={boxHeight} rx="4" />
      <text className="neighbour-sign" x={x + signWidth / 2} y={boxHeight / 2} dy="0.35em">
        {isOpen ? "−" : "+"}
      </text>
    </a>
  );
}
