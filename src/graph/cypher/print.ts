import type { Plan, PlanKind, Plans, Rows } from "../../query/plan.ts";
import type { Statement } from "../graph.ts";
import { printChangeCounts, printChanged } from "./changes.ts";
import { printList } from "./list.ts";
import { printOwnGroups } from "./own-groups.ts";
import { printPracticeCounts } from "./practice-counts.ts";
import type { Printed } from "./printed.ts";
import { delegationSource, organisationSource } from "./row-source.ts";

const printers: { readonly [Kind in PlanKind]: (plan: Plans[Kind]) => Printed<Rows[Kind]> } = {
  organisations: (plan) => printList(organisationSource(plan.entity), plan),
  delegations: (plan) => printList(delegationSource, plan),
  practiceCounts: printPracticeCounts,
  ownGroups: printOwnGroups,
  changed: printChanged,
  changeCounts: printChangeCounts,
};

/**
 * The statement that answers a plan on an engine, and its parameters.
 * @throws QueryTooComplex for a condition whose text would take an engine too long to plan
 */
export function print<Kind extends PlanKind>({
  kind,
  name,
  of,
}: Plan<Kind>): { readonly statement: Statement<object, Rows[Kind]>; readonly params: object } {
  const { cypher, row, params } = printers[kind](of);
  return { statement: { name, cypher, row }, params };
}
