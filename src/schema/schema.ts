import "./scalars.ts";
import "./source.ts";
import "./organisation.ts";
import "./practice.ts";
import "./consortium.ts";
import "./pct.ts";
import "./cluster.ts";
import "./sha.ts";
import "./support-provider.ts";
import "./query.ts";
import "./lookups.ts";
import "./dataset.ts";
import "./changes.ts";
import "./paths.ts";
import "./search.ts";
import "./conflicts.ts";
import "./delegations.ts";
import "./practice-counts.ts";
import "./crosswalk.ts";
import "./audit.ts";
import "./caller.ts";
import "./curation-facts.ts";
import "./curation-organisations.ts";
import { builder } from "./builder.ts";
import { withLateErrors } from "./late-errors.ts";
import { withPacedLists } from "./paced-lists.ts";

/** The whole schema. It says; the resolvers do. */
export const schema = withLateErrors(withPacedLists(builder.toSchema()));
