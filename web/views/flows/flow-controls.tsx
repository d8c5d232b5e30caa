import { useChoose } from "../../app/address.ts";
import type { AreaNames } from "../../graphql/area-names.ts";
import { AreaSelect } from "../../parts/area-select.tsx";
import type { FlowsChoice } from "./flows-choice.ts";

interface FlowControlsProps {
  readonly areas: AreaNames;
  readonly choice: FlowsChoice;
}

/** Whose flows, and of what: money, or practices from PCTs to CCGs. */
export function FlowControls({ areas, choice: { within, of } }: FlowControlsProps) {
  const choose = useChoose();
  return (
    <search className="controls" aria-label="Which flows">
      <label>
        Flow of{" "}
        <select
          className="flow-of"
          value={of}
          onChange={({ target }) => choose("of", target.value === "takeover" ? "takeover" : null)}
        >
          <option value="money">money, from SHA to consortium</option>
          <option value="takeover">practices, from PCT to CCG</option>
        </select>
      </label>
      <AreaSelect areas={areas} value={within} onChoose={(code) => choose("in", code)} />
    </search>
  );
}
