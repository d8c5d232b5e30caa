import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import type { Area } from "./area.ts";
import { leavesOf } from "./area.ts";
import { tilesFor } from "./tiles.ts";
import type { ColourBy } from "./tones.ts";
import { unknownsOf } from "./unknowns.ts";

interface MapNoteProps {
  readonly england: Area;
  readonly colourBy: ColourBy;
}

/** What the map cannot say on its day, and where its hexagons come from. */
export function MapNote({ england, colourBy }: MapNoteProps) {
  const linkTo = useLinkTo();
  const hasGroups = leavesOf(england).some(({ tone }) => tone === "STATUTORY");
  const unknowns = unknownsOf(england, tilesFor(leavesOf(england)), colourBy);
  return (
    <>
      {unknowns.length > 0 && (
        <div className="map-unknown">
          <strong>What this map does not know.</strong> {unknowns.join(" ")}
          {hasGroups && (
            <>
              {" "}
              <Link href={linkTo("/flows", { of: "takeover", asOf: "2013-03-31" })}>
                From which PCT each took over
              </Link>
              .
            </>
          )}
        </div>
      )}
      <p className="note map-source">
        A hexagon a body, all of one size, near where its practices were, in an arrangement of our own
        {england.children.some(({ kind }) => kind === "SHA") && "; thick lines are the borders of SHAs"}.
        Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail
        copyright and database right 2025. Contains National Statistics data © Crown copyright and database
        right 2025.
      </p>
    </>
  );
}
