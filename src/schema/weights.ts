/**
 * What fields weigh that read more than they answer, in the unit of complexity: one value that is answered, of which some
 * 400 take a millisecond of processor. Measured by bench/field-costs.ts; docs/decisions/0029-costs-of-fields.md has the table.
 */
export const weights = {
  auditLog: 400,
  /** A page of changes, counted. What counting adds is not told apart: below a list it would be taken for each row. */
  changes: 120_000,
  /** By one rule. */
  conflicts: 8_000,
  /** The practices of two days; with an area, of two more. */
  crosswalk: 24_000,
  datasetCounts: 1_000,
  delegationSummary: 16_000,
  /** Of one organisation: one description an edition that describes it anew. */
  descriptions: 50,
  /** A look through all facts. */
  factById: 8_000,
  /** Of one organisation. */
  history: 250,
  /** Of one practice: one description a count. */
  listSizes: 50,
  paths: 40_000,
  practiceCounts: 8_000,
  /** A list of all practices, or of all organisations of another kind. */
  practices: 6_000,
  organisations: 500,
  /** Of one published figure. */
  reckoned: 2_000,
  search: 16_000,
  /** For one practice. */
  suggestedConsortia: 150,
} as const;
