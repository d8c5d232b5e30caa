import type { Part } from "../seed.ts";
import { articles } from "./articles.ts";
import { clusters } from "./clusters.ts";
import { consortia } from "./consortia.ts";
import { fromFirstEvidence } from "./first-evidence.ts";
import { pcts } from "./pcts.ts";
import { shas } from "./shas.ts";
import { seedSources } from "./sources.ts";
import { support, supportEvidence } from "./support.ts";

/** Everything that a source outside this project says. */
export function published(): Part {
  const authorities = shas();
  const trusts = pcts();
  const groups = clusters(trusts.organisations);
  const parts = [authorities, trusts, groups, consortia(), support(), articles()];
  const all = {
    organisations: parts.flatMap((part) => part.organisations),
    facts: parts.flatMap((part) => part.facts),
  };
  return fromFirstEvidence(all, seedSources(), supportEvidence());
}
