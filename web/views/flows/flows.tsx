import { useMemo } from "react";
import { useSearch } from "wouter";
import { readFlowsChoice } from "./flows-choice.ts";
import { MoneyFlows } from "./money-flows.tsx";
import { Takeover } from "./takeover.tsx";
import "./flows.css";

/** What went from whom to whom, as ribbons: the money of a year, or the practices when PCTs ended. */
export function Flows() {
  const search = useSearch();
  const choice = useMemo(() => readFlowsChoice(search), [search]);
  return choice.of === "takeover" ? <Takeover choice={choice} /> : <MoneyFlows choice={choice} />;
}
