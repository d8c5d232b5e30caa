import { useMemo } from "react";
import { useClocks, useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { areaName } from "../../parts/area-select.tsx";
import { inPounds } from "../../parts/figures.ts";
import { pctsWithin } from "../../parts/pcts-within.ts";
import { pictureWords } from "../../parts/published/picture-words.ts";
import { SourceList } from "../../parts/source-list.tsx";
import { View } from "../../parts/view.tsx";
import { Diagram } from "./diagram.tsx";
import { FlowControls } from "./flow-controls.tsx";
import { FlowLegend } from "./flow-legend.tsx";
import type { FlowsChoice } from "./flows-choice.ts";
import { bySha, financialYearOf, moneyOf, type PctMoney, sumOf } from "./money.ts";
import { areaGraph, englandGraph } from "./money-graph.ts";
import { type MoneyData, moneyQuery } from "./money-query.ts";
import { PctTable, ShaTable } from "./money-tables.tsx";

/** Where the money of an area's PCTs went in a year: from SHA to PCT to consortium, in pounds. */
export function MoneyFlows({ choice }: { readonly choice: FlowsChoice }) {
  const { within, asOf, knownAt, atRevision } = choice;
  const variables = { asOf, knownAt, atRevision, where: pctsWithin(within) };
  const asked = useViewQuery(moneyQuery, variables);
  const { data, answered } = asked;
  const isCurrent = JSON.stringify(answered?.where) === JSON.stringify(variables.where);
  const name = data ? areaName(data, within) : (within ?? "England");
  return (
    <View title={`The money of ${name}`} asked={asked} query={{ document: moneyQuery, variables }}>
      {(data) => (
        <>
          <FlowControls areas={data} choice={choice} />
          {isCurrent && (
            <Money
              data={data}
              name={name}
              within={within}
              asOf={answered?.asOf ?? data.dataset.referenceDate}
            />
          )}
        </>
      )}
    </View>
  );
}

interface MoneyProps {
  readonly data: MoneyData;
  readonly name: string;
  readonly within: string | null;
  readonly asOf: string;
}

const meanings = {
  KNOWN: "to a consortium, amount known",
  JOINT: "one sum for several consortia, which nobody split",
  KEPT: "not delegated, or none known to be",
  UNKNOWN: "not known",
} as const;

function Money({ data, name, within, asOf }: MoneyProps) {
  const { atRevision } = useClocks();
  const linkTo = useLinkTo();
  const year = financialYearOf(asOf);
  const pcts = useMemo(() => data.money.nodes.map((pct) => moneyOf(pct, year)), [data, year]);
  const graph = useMemo(() => {
    const addresses = {
      flowsOf: (code: string) => linkTo("/flows", { in: code }),
      organisation: (code: string) => linkTo(`/organisations/${encodeURIComponent(code)}`),
    };
    return within === null ? englandGraph(pcts, addresses) : areaGraph(pcts, addresses);
  }, [pcts, within, linkTo]);
  const parts = pcts.flatMap((money) => money.parts);
  const label = `The money of ${name} in ${year}, as of ${inWords(asOf)}`;
  if (pcts.length === 0)
    return (
      <p>
        No PCT of {name} exists on {inWords(asOf)}: PCTs had budgets until 31 March 2013.
      </p>
    );
  return (
    <>
      <p role="status">{inSentences(pcts, year)}</p>
      {graph.links.length > 0 && <FlowLegend graph={graph} meanings={meanings} />}
      <div className="flow-picture">
        {graph.links.length > 0 ? (
          <Diagram
            graph={graph}
            label={label}
            inWords={inPounds}
            fileName={`${asOf}-money-${within ?? "england"}`}
            words={pictureWords({
              title: label,
              sources: sourcesOf(pcts),
              madeUp: parts.filter(({ confidence }) => confidence === "SYNTHETIC").length,
              all: parts.length,
              unit: "delegated amounts",
              notices: [
                `Blue: ${meanings.KNOWN}. Green: ${meanings.JOINT}. Grey: ${meanings.KEPT}. Hatched: ${meanings.UNKNOWN}.`,
              ],
              revision: atRevision ?? data.dataset.revision,
            })}
          />
        ) : (
          <p>Of no budget of {year} anything is known here, so that there is nothing to draw.</p>
        )}
        {within === null ? (
          <ShaTable caption={`${label}, by SHA`} shas={bySha(pcts)} />
        ) : (
          <PctTable caption={`${label}, by PCT`} pcts={pcts} fileName={`${asOf}-money-${within}.csv`} />
        )}
      </div>
      <SourceList
        sources={sourcesOf(pcts)}
        title="What these amounts rest on"
        counted="budgets, reports and delegations"
      />
    </>
  );
}

const sourcesOf = (pcts: readonly PctMoney[]) =>
  pcts.flatMap(({ pct }) => [
    ...(pct.budget ? [pct.budget.source] : []),
    ...(pct.report ? [pct.report.source] : []),
    ...pct.delegations.map(({ source }) => source),
  ]);

/** What is known, and of how much it is not. */
function inSentences(pcts: readonly PctMoney[], year: string): string {
  const budget = sumOf(pcts, ({ budgetGbp }) => budgetGbp, "any");
  const delegated = sumOf(pcts, ({ delegatedGbp }) => delegatedGbp, "any");
  const unknown = pcts.filter(({ rest }) => rest === "NOT_REPORTED" || rest === "AMOUNT_NOT_STATED").length;
  const without = pcts.filter(({ budgetGbp }) => budgetGbp === null).length;
  return [
    `Budgets of ${year}: ${inPounds(budget)}.`,
    delegated === null ? "None is known to be delegated." : `Known to be delegated: ${inPounds(delegated)}.`,
    unknown > 0 && `Of ${unknown} ${unknown === 1 ? "PCT" : "PCTs"} the amount is not known.`,
    without > 0 && `Of ${without} no budget of the year is known.`,
  ]
    .filter(Boolean)
    .join(" ");
}
