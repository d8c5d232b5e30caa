import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { named, statedFact } from "../../parts/stated-fact.ts";

/** The contradictions of a day, each with the facts that contradict each other. */
export const conflictsQuery = graphql(
  `
    query Conflicts($asOf: Date, $knownAt: DateTime, $atRevision: Int, $within: String, $rules: [String!]) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      conflictRules @_required {
        name
        severity
        meaning
      }
      conflicts(asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, within: $within, rules: $rules) @_required {
        rule
        message
        subject {
          ...Named
          kind
          confidence
        }
        facts {
          ...StatedFact
        }
      }
    }
  `,
  [datasetFields, areaNames, named, statedFact],
);

export type ConflictsData = ResultOf<typeof conflictsQuery>;
export type ConflictRule = ConflictsData["conflictRules"][number];
export type Conflict = ConflictsData["conflicts"][number];
