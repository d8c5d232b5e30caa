import type { Code } from "../../model/code.ts";
import type { Part } from "../seed.ts";

/** A PCT's area as the made-up layer sees it, named by its last PCT: Solihull is 5QW throughout. */
export interface Area {
  readonly pct: Code;
  /** Such as "Newcastle". */
  readonly place: string;
  readonly cluster: Code;
  readonly sha: Code;
  /** How many practices and registered patients the tables count there. */
  readonly practices: number;
  readonly patients: number;
}

/** The PCTs that the articles tell so much of that the made-up layer has to make room for it. */
export const cambridgeshire = "5PP" as Code;
export const cumbria = "5NE" as Code;
export const trafford = "5NR" as Code;
export const solihull = "5QW" as Code;
export const southCentral = "Q38" as Code;

/** The 151 areas with a practice count, in the order of their codes. */
export function areasOf(real: Part): Area[] {
  const [clusters, shas] = [groupsOf(real, "CLUSTER"), groupsOf(real, "SHA")];
  return real.organisations
    .flatMap(({ kind, code, name, statedPractices, statedPopulation }) => {
      const [cluster, sha] = [clusters.get(code), shas.get(code)];
      if (kind !== "PCT" || !statedPractices || !statedPopulation || !cluster || !sha) return [];
      const place = name.replace(/( NHS| Teaching)?( PCT| Care Trust( Plus)?)$/, "");
      return [{ pct: code, place, cluster, sha, practices: statedPractices, patients: statedPopulation }];
    })
    .sort((a, b) => (a.pct < b.pct ? -1 : 1));
}

/** The first group of a kind that each organisation was in. */
function groupsOf(real: Part, kind: "CLUSTER" | "SHA"): Map<Code, Code> {
  const codes = new Set(real.organisations.filter((group) => group.kind === kind).map(({ code }) => code));
  const groups = new Map<Code, Code>();
  for (const fact of real.facts) {
    if (fact.kind === "MEMBERSHIP" && codes.has(fact.to) && !groups.has(fact.from))
      groups.set(fact.from, fact.to);
  }
  return groups;
}
