import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import { useLinkTo } from "../app/clocks.ts";
import { FactLinks, useIsSignedIn } from "./change-links.tsx";
import { type ComparedLine, comparedLines } from "./compared-lines.ts";
import { ScrollBox } from "./scroll-box.tsx";
import { SourceLink } from "./source-link.tsx";
import "./facts-table.css";
import type { StatedFact } from "./stated-fact.ts";
import { statementOf } from "./statement-of.ts";

interface FactsTableProps {
  readonly facts: readonly StatedFact[];
  readonly caption: string;
  /** Whether they can be ended and retracted from here, by somebody signed in. */
  readonly isChangeable?: boolean;
}

/** Facts side by side, a column each; what differs is marked. */
export function FactsTable({ facts, caption, isChangeable = false }: FactsTableProps) {
  const isSignedIn = useIsSignedIn();
  const box = useRef<HTMLElement>(null);
  return (
    <ScrollBox className="facts" box={box} label={caption}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <td />
            {facts.map(({ factId }, index) => (
              <th key={factId} scope="col">
                Fact{facts.length > 1 && ` ${index + 1}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row title="Of" cells={facts.map((fact) => <Parties key={fact.factId} fact={fact} />)} />
          {comparedLines(facts).map((line) => (
            <ComparedRow key={line.title} line={line} />
          ))}
          <Row
            title="Source"
            cells={facts.map(({ factId, source, confidence }) => (
              <SourceLink key={factId} source={source} confidence={confidence} />
            ))}
          />
          {isChangeable && isSignedIn && (
            <Row title="Change" cells={facts.map((fact) => <Links key={fact.factId} fact={fact} />)} />
          )}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row({ title, cells }: { readonly title: string; readonly cells: readonly ReactNode[] }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
        <td key={index}>{cell}</td>
      ))}
    </tr>
  );
}

function ComparedRow({ line: { title, values, differs } }: { readonly line: ComparedLine }) {
  return (
    <Row
      title={title}
      cells={values.map((value) =>
        differs ? (
          <mark key={value}>
            {value}
            <span className="visually-hidden"> (differs)</span>
          </mark>
        ) : (
          value
        ),
      )}
    />
  );
}

function Links({ fact }: { readonly fact: StatedFact }) {
  const [of] = statementOf(fact).of;
  const ends = fact.__typename !== "Succession";
  return of && <FactLinks of={of.code} factId={fact.factId} ends={ends} />;
}

function Parties({ fact }: { readonly fact: StatedFact }) {
  const linkTo = useLinkTo();
  return statementOf(fact).of.map(({ code, name }, index) => (
    <span key={code}>
      {index > 0 && " → "}
      <Link href={linkTo(`/organisations/${code}`)}>{name}</Link>
    </span>
  ));
}
