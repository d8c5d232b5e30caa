import { inCounts } from "../../parts/figures.ts";
import { kindCounted } from "../../parts/words.ts";
import { saidOf } from "./facts.ts";
import type { Description, Fact } from "./organisation-query.ts";

/** When something was so, by one fact. */
export interface Bar {
  readonly key: string;
  /** Null where not known since when. */
  readonly from: string | null;
  /** Null where it goes on, as far as is known. */
  readonly to: string | null;
  readonly said: string;
  readonly isMadeUp: boolean;
  /** No longer believed. */
  readonly isRetracted: boolean;
  /** How many facts stand behind it, all of the same days. */
  readonly count: number;
}

/** A line of the timeline: one thing, with each time at which it was so. */
export interface Lane {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** The groups of a timeline, from the top. */
const groups: Readonly<Record<Fact["__typename"], string>> = {
  Membership: "Belongs to",
  Outside: "Outside",
  DelegationReport: "Reports",
  Budget: "Budgets",
  Delegation: "Delegation",
  Support: "Support",
  Succession: "Succession",
};
const order = [
  "Belongs to",
  "Members",
  "Outside",
  "Reports",
  "Budgets",
  "Delegation",
  "Support",
  "Succession",
];

/** Every fact about an organisation as bars in lanes: a lane a relation; its members are bundled by kind. */
export function lanesOf(facts: readonly Fact[], code: string): readonly Lane[] {
  const lanes = new Map<string, { group: string; label: string; bars: Bar[] }>();
  for (const fact of facts) {
    const { group, label } = laneOf(fact, code);
    const lane = lanes.get(`${group} ${label}`) ?? { group, label, bars: [] };
    lane.bars.push(barOf(fact, code));
    lanes.set(`${group} ${label}`, lane);
  }
  return [...lanes]
    .map(([key, { group, label, bars }]) => ({ key, group, label, bars: bundled(bars) }))
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || startOf(a).localeCompare(startOf(b)));
}

/** What it was called, a lane a name; none where it was always called the same. */
export function lanesOfNames(descriptions: readonly Description[]): readonly Lane[] {
  const names = [...new Set(descriptions.map(({ name }) => name))];
  if (names.length < 2) return [];
  return names.map((name) => ({
    ...{ key: `Called ${name}`, group: "Called", label: `called ${name}` },
    bars: descriptions.filter((described) => described.name === name).map(barOfName),
  }));
}

function barOfName({ name, postcode, validFrom: from, validTo: to, confidence }: Description): Bar {
  const said = postcode ? `called ${name}, at ${postcode}` : `called ${name}`;
  const isMadeUp = confidence === "SYNTHETIC";
  return { key: `${name} ${from}`, from, to, said, isMadeUp, isRetracted: false, count: 1 };
}

const startOf = ({ bars }: Lane): string => bars.map(({ from }) => from ?? "").sort()[0] ?? "";

function laneOf(fact: Fact, code: string): { readonly group: string; readonly label: string } {
  if (fact.__typename === "Membership" && fact.group.code === code)
    return { group: "Members", label: `Members: ${kindCounted(fact.member.kind, 2)}` };
  const { words, other } = saidOf(fact, code);
  if (fact.__typename === "Outside" && other?.code === fact.practice.code)
    return { group: "Outside", label: "Practices outside every consortium" };
  return { group: groups[fact.__typename], label: other ? `${words}: ${other.name}` : words };
}

function barOf(fact: Fact, code: string): Bar {
  const { words, other, details } = saidOf(fact, code);
  const { validFrom: from, validTo: to, factId, confidence, knownTo } = fact;
  const said = [other ? `${words} ${other.name}` : words, details].filter(Boolean).join(", ");
  return {
    ...{ key: factId, from, to, said, count: 1 },
    isMadeUp: confidence === "SYNTHETIC",
    isRetracted: knownTo !== null,
  };
}

/** Bars of the same days are one, which says how many there are. */
function bundled(bars: readonly Bar[]): readonly Bar[] {
  const byDays = new Map<string, Bar>();
  for (const bar of bars) {
    const days = `${bar.from} ${bar.to} ${bar.isRetracted}`;
    const before = byDays.get(days);
    const count = (before?.count ?? 0) + 1;
    byDays.set(days, {
      ...(before ?? bar),
      count,
      said: before ? `${inCounts(count)} facts` : bar.said,
      isMadeUp: bar.isMadeUp && (before?.isMadeUp ?? true),
    });
  }
  return [...byDays.values()];
}
