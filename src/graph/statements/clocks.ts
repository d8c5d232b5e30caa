/**
 * The condition that a fact is seen at the clocks: it holds on `$asOf`, and the graph believed it at `$knownAt`, as it
 * stood at `$atRevision`.
 * Every hop of every read carries it.
 */
export const live = (fact: string): string => `${holds(fact)} AND ${believed(fact)}`;

export const holds = (fact: string): string => `${fact}.validFrom <= $asOf AND $asOf <= ${fact}.validTo`;

/**
 * The condition on what is known alone: for history, and for what is looked up whatever the day. At a revision before
 * the one that took a fact back nobody had taken it back, however late `$knownAt` is. A case rather than an OR: Neo4j plans
 * it in two thirds of the time (docs/decisions/0057-what-a-plan-takes.md).
 */
export const believed = (fact: string): string =>
  `${said(fact)} AND CASE WHEN $knownAt < ${fact}.knownTo THEN true ELSE $atRevision < ${fact}.removedIn END`;

/** That it had been said by then, whether or not it was taken back since. */
export const said = (fact: string): string =>
  `${fact}.knownFrom <= $knownAt AND ${fact}.addedIn <= $atRevision AND $atRevision < ${fact}.supersededIn`;

/** That the description on a node is the one that is seen: none came after it, and the day is not of an earlier one. */
const describedNow = (node: string): string => `${node}.describedFrom <= $asOf AND ${describedAtAll(node)}`;

/** The same on whatever day. */
export const describedAtAll = (node: string): string =>
  `${node}.describedKnownFrom <= $knownAt AND ${node}.describedIn <= $atRevision`;

/**
 * The description of an organisation as seen at the clocks: the node itself in nearly every read, else the former
 * description of that day and that time, else null (the graph had not heard of it).
 */
export const described = (node: string): string =>
  `CASE WHEN ${describedNow(node)} THEN ${node} ELSE head([(${node})-[former:FORMERLY]->(was:FormerDescription) WHERE ${live("former")} | was]) END`;

/**
 * A condition on that description for use inside a subquery, where the embedded engine takes no pattern comprehension. A
 * case rather than an OR, as in `believed`: an OR would be multiplied out with the subquery in it.
 * @param condition given the variable that holds the description
 */
export const describedAs = (node: string, condition: (description: string) => string): string =>
  `CASE WHEN ${describedNow(node)} THEN ${condition(node)} ELSE COUNT { (${node})-[former:FORMERLY]->(was:FormerDescription) WHERE ${live("former")} AND ${condition("was")} } > 0 END`;

/** The condition that an organisation exists on `$asOf`; null, so not true, where it is not yet known. */
export const exists = (description: string): string =>
  `${description}.opened <= $asOf AND $asOf <= ${description}.closed`;
