/**
 * The condition that a fact is seen at both clocks: it holds on `$asOf`, and the graph believed it at `$knownAt`.
 * Every hop of every read carries it.
 */
export const live = (fact: string): string => `${holds(fact)} AND ${believed(fact)}`;

export const holds = (fact: string): string => `${fact}.validFrom <= $asOf AND $asOf <= ${fact}.validTo`;

/** The condition on record time alone: for history, and for what is looked up whatever the day. */
export const believed = (fact: string): string =>
  `${fact}.recordedAt <= $knownAt AND $knownAt < ${fact}.retractedAt`;

/**
 * The description of an organisation as believed at `$knownAt`: the node itself in nearly every read, else the former
 * description of that time, else null (the graph had not heard of it).
 */
export const described = (node: string): string =>
  `CASE WHEN ${node}.describedAt <= $knownAt THEN ${node} ELSE head([(${node})-[former:FORMERLY]->(was:FormerDescription) WHERE ${believed("former")} | was]) END`;

/**
 * A condition on that description for use inside a subquery, where the embedded engine takes no pattern comprehension.
 * @param condition given the variable that holds the description
 */
export const describedAs = (node: string, condition: (description: string) => string): string =>
  `(${node}.describedAt <= $knownAt AND ${condition(node)} OR ${node}.describedAt > $knownAt AND COUNT { (${node})-[former:FORMERLY]->(was:FormerDescription) WHERE ${believed("former")} AND ${condition("was")} } > 0)`;

/** The condition that an organisation exists on `$asOf`; null, so not true, where it is not yet known. */
export const exists = (description: string): string =>
  `${description}.opened <= $asOf AND $asOf <= ${description}.closed`;
