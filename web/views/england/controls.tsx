import { useChoose } from "../../app/address.ts";
import { AreaSelect } from "../../parts/area-select.tsx";
import { type Area, areasOf, type SizeBy } from "./area.ts";
import { coloursBy } from "./tones.ts";
import type { EnglandChoice, PictureBy } from "./use-england-choice.ts";

interface ControlsProps {
  readonly choice: EnglandChoice;
  readonly england: Area;
  /** Of the area shown. */
  readonly name: string;
  /** The picture that is drawn: practices have no hexagons. */
  readonly pictureBy: PictureBy;
  readonly sizeBy: SizeBy;
  /** Whether there is nothing to paint. */
  readonly isEmpty: boolean;
}

/** Which picture, and what its colours and sizes mean. */
export function Controls({ choice, england, name, pictureBy, sizeBy, isEmpty }: ControlsProps) {
  const chooseInAddress = useChoose();
  const choose = (name: string, value: string | null) =>
    chooseInAddress(name, value, { replace: name !== "in" });
  return (
    <div className="controls">
      <AreaSelect
        areas={areasOf(england)}
        value={choice.within}
        valueName={name}
        onChoose={(code) => choose("in", code)}
      />
      <label>
        Picture{" "}
        <select value={pictureBy} onChange={({ target }) => choose("picture", target.value)}>
          <option value="map" disabled={pictureBy !== choice.pictureBy}>
            map of hexagons
          </option>
          <option value="size">by size</option>
        </select>
      </label>
      <label>
        Colour by{" "}
        <select value={choice.colourBy} onChange={({ target }) => choose("colour", target.value)}>
          {Object.entries(coloursBy).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {pictureBy === "size" && (
        <label>
          Size by{" "}
          <select value={sizeBy} onChange={({ target }) => choose("size", target.value)}>
            <option value="patients" disabled={sizeBy !== choice.sizeBy}>
              patients
            </option>
            <option value="practices">practices</option>
          </select>
        </label>
      )}
      {pictureBy === "map" && (
        <label>
          <input
            type="checkbox"
            checked={choice.hasMonths}
            onChange={({ target }) => choose("months", target.checked ? "shown" : null)}
          />{" "}
          the months of the year side by side
        </label>
      )}
      {!isEmpty && pictureBy !== choice.pictureBy && (
        <span className="note">Practices have no hexagons.</span>
      )}
      {!isEmpty && pictureBy === "size" && sizeBy !== choice.sizeBy && (
        <span className="note">No patients were counted here.</span>
      )}
    </div>
  );
}
