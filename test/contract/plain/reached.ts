import { kindNames } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import type { View } from "./world.ts";

/** Each link as the memberships to follow: ">PCT" up to a PCT, "<Practice" down to a practice, ">" to whatever is there. */
const ways: Record<string, Record<string, string>> = {
  Practice: { consortium: ">Consortium", pct: ">PCT", cluster: ">PCT >Cluster", sha: ">PCT >SHA" },
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
  let codes = new Set<string>([from.code]);
  for (const step of way.split(" ")) {
    const next = new Set<string>();
    for (const fact of view.facts) {
      if (fact.kind !== "MEMBERSHIP") continue;
      const [near, far] = step.startsWith(">") ? [fact.from, fact.to] : [fact.to, fact.from];
      const other = view.organisations.get(far);
      const label = step.slice(1);
      if (codes.has(near) && other && (label === "" || kindNames[other.kind] === label)) next.add(far);
    }
    codes = next;
  }
  return [...codes].map(
    (code) => view.organisations.get(code as OrganisationRecord["code"]) as OrganisationRecord,
  );
}
