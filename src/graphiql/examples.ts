import delegationSummary from "./examples/delegation-summary.graphql?raw";
import figureSources from "./examples/figure-sources.graphql?raw";
import nestedView from "./examples/nested-view.graphql?raw";
import noDelegatedBudget from "./examples/no-delegated-budget.graphql?raw";
import orphanedPractices from "./examples/orphaned-practices.graphql?raw";

/** One tab for each kind of user, in the order shown; GraphiQL titles a tab by its operation's name. */
export const examples: readonly string[] = [
  noDelegatedBudget,
  nestedView,
  orphanedPractices,
  delegationSummary,
  figureSources,
];
