import { inWords } from "../../app/months.ts";
import type { DelegationSummary } from "../../parts/summary-figures.tsx";
import { inFull, type Measured, measures } from "./measures.ts";

/** An area on a day, with its figures. */
export interface NamedSide {
  readonly code: string | null;
  readonly name: string;
  readonly asOf: string;
  readonly summary: DelegationSummary;
  /** How many of its practices are in the graph. */
  readonly practices: number;
}

/** Each figure of both, and a bar where it is a share of the area's own whole. */
export function Measures({ sides }: { readonly sides: readonly [NamedSide, NamedSide] }) {
  const [a, b] = sides;
  const caption = `${a.name} on ${inWords(a.asOf)} beside ${b.name} on ${inWords(b.asOf)}`;
  return (
    <table className="measures">
      <caption>{caption}. Bars are shares of each area’s own PCTs or budgets.</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          {sides.map(({ name, asOf }, index) => (
            <th key={index === 0 ? "a" : "b"} scope="col">
              {name}
              <br />
              <span className="measures-day">{inWords(asOf)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.map(({ label, of }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is the same for ever
          <tr key={index}>
            <th scope="row">{label}</th>
            <Figure measured={of(a.summary, a.practices)} />
            <Figure measured={of(b.summary, b.practices)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ measured }: { readonly measured: Measured }) {
  const { share } = measured;
  return (
    <td>
      {inFull(measured)}
      {share !== undefined && (
        <span className={share === null ? "measure-bar unknown" : "measure-bar"} aria-hidden="true">
          {share !== null && <span style={{ inlineSize: `${100 * Math.min(1, share)}%` }} />}
        </span>
      )}
    </td>
  );
}
