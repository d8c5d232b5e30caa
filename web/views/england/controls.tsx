import { useLocation, useSearch } from "wouter";
import { withParameter } from "../../app/clocks.ts";
import type { SizeBy } from "./area.ts";
import type { EnglandChoice } from "./use-england-choice.ts";

/** What the picture's colours and sizes mean. */
export function Controls({ choice, sizeBy }: { readonly choice: EnglandChoice; readonly sizeBy: SizeBy }) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const choose = (name: string, value: string) =>
    navigate(`${path}?${withParameter(search, name, value)}`, { replace: true });
  return (
    <div className="controls">
      <label>
        Colour by{" "}
        <select value={choice.colourBy} onChange={({ target }) => choose("colour", target.value)}>
          <option value="position">position</option>
          <option value="share">share of the budget delegated</option>
        </select>
      </label>
      <label>
        Size by{" "}
        <select value={sizeBy} onChange={({ target }) => choose("size", target.value)}>
          <option value="patients" disabled={sizeBy !== choice.sizeBy}>
            patients
          </option>
          <option value="practices">practices</option>
        </select>
      </label>
      {sizeBy !== choice.sizeBy && <span className="note">No patients were counted here.</span>}
    </div>
  );
}
