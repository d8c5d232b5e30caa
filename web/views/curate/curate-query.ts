import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf, type VariablesOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";
import { named, statedFact } from "../../parts/stated-fact.ts";
import type { CurateChoice } from "./curate-choice.ts";
import type { Field } from "./field.ts";
import { changesFact, type FormName, forms } from "./forms.ts";

/** Who curates, the sources to choose from, and what the address names: an organisation with its facts, or the ends of a new one. */
export const curateQuery = graphql(
  `
    query Curate(
      $asOf: Date
      $of: String = ""
      $withFacts: Boolean = false
      $one: String = ""
      $withOne: Boolean = false
      $other: String = ""
      $withOther: Boolean = false
    ) {
      dataset @_required {
        ...DatasetFields
        sources {
          ...SourceFields
        }
      }
      caller @_required {
        name
        role
        mayChange
        advice
      }
      organisation(code: $of, asOf: $asOf) @include(if: $withFacts) {
        ...Named
        history @_required {
          ...StatedFact
          retractedAt
        }
      }
      one: organisation(code: $one, asOf: $asOf) @include(if: $withOne) {
        ...Named
      }
      other: organisation(code: $other, asOf: $asOf) @include(if: $withOther) {
        ...Named
      }
    }
  `,
  [datasetFields, sourceFields, named, statedFact],
);

export type CurateData = ResultOf<typeof curateQuery>;
export type CurateQuestion = VariablesOf<typeof curateQuery>;
export type Caller = CurateData["caller"];
type NamedFacts = NonNullable<CurateData["organisation"]>;
export type StoredFact = NamedFacts["history"][number];

/** What is asked for a page: for each organisation that the address names, its name. */
export function curateQuestion(choice: CurateChoice, asOf: string | null): CurateQuestion {
  const { form, of } = choice;
  if (form === null) return { asOf };
  if (changesFact(form)) return of === null ? { asOf } : { asOf, of, withFacts: true };
  const [one, other] = organisationsGiven(form, choice);
  return {
    asOf,
    ...(one && { one: one.code, withOne: true }),
    ...(other && { other: other.code, withOther: true }),
  };
}

/** The organisations that the address fills in, in the order in which the form asks for them. */
export function organisationsGiven(
  name: FormName,
  { given }: CurateChoice,
): readonly { readonly field: string; readonly code: string }[] {
  const fields: readonly Field[] = forms[name].fields;
  return fields.flatMap(({ kind, name: field }) => {
    const code = given[field];
    return kind === "organisation" && code !== undefined ? [{ field, code }] : [];
  });
}
