import type { Fact } from "../../../src/model/facts.ts";
import { confidences, kindNames } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import type { View } from "./world.ts";

/** Each link as the memberships to follow: ">PCT" up to a PCT, ">PCT!" to the one of the best claim, "<Practice" down to a practice, ">" to whatever is there. */
const ways: Record<string, Record<string, string>> = {
  Practice: { consortium: ">Consortium", pct: ">PCT", cluster: ">PCT! >Cluster", sha: ">PCT! >SHA" },
  Consortium: { practices: "<Practice", pcts: ">PCT" },
  PCT: { practices: "<Practice", consortia: "<Consortium", cluster: ">Cluster", sha: ">SHA" },
  Cluster: { pcts: "<PCT", consortia: "<PCT <Consortium", practices: "<PCT <Practice", sha: ">SHA" },
  SHA: { clusters: "<Cluster", pcts: "<PCT", practices: "<PCT <Practice" },
  SupportProvider: { hostedBy: ">" },
};

/** The organisations that a link reaches, each once, in no order. */
export function reached(view: View, from: OrganisationRecord, link: string): OrganisationRecord[] {
  const way = link === "members" ? "<" : ways[kindNames[from.kind]]?.[link];
  if (way === undefined) throw new Error(`${from.kind} has no link ${link}`);
  return follow(view, from, way);
}

/** The organisations that memberships lead to, step by step, each once, in no order. */
export function follow(view: View, from: OrganisationRecord, way: string): OrganisationRecord[] {
  let codes = new Set<string>([from.code]);
  for (const step of way.split(" ")) {
    const next = new Set<string>();
    const onlyBest = step.endsWith("!");
    for (const fact of onlyBest ? bestFirst(view.facts) : view.facts) {
      if (fact.kind !== "MEMBERSHIP") continue;
      const [near, far] = step.startsWith(">") ? [fact.from, fact.to] : [fact.to, fact.from];
      const other = view.organisations.get(far);
      const label = step.slice(1).replace("!", "");
      if (onlyBest && next.size > 0) break;
      if (codes.has(near) && other && (label === "" || kindNames[other.kind] === label)) next.add(far);
    }
    codes = next;
  }
  return [...codes].map(
    (code) => view.organisations.get(code as OrganisationRecord["code"]) as OrganisationRecord,
  );
}

/** By confidence; of equals what was said last, then the smaller id. */
export const bestFirst = <F extends Fact>(facts: readonly F[]): F[] =>
  [...facts].sort(
    (a, b) =>
      confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
      (a.knownFrom > b.knownFrom ? -1 : a.knownFrom < b.knownFrom ? 1 : a.factId < b.factId ? -1 : 1),
  );
