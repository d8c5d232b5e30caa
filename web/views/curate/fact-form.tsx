import { useState } from "react";
import { instantInWords } from "../../app/months.ts";
import { FactsTable } from "../../parts/facts-table.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { CurateChoice } from "./curate-choice.ts";
import type { CurateData } from "./curate-query.ts";
import { FactChoice, OrganisationChoice } from "./fact-choice.tsx";
import { type FormName, forms } from "./forms.ts";

interface FactFormProps {
  readonly form: FormName;
  readonly choice: CurateChoice;
  readonly data: CurateData;
  readonly revision: number;
}

/** Ends or retracts a fact, which is shown as it stands; where none is chosen yet, it is chosen first. */
export function FactForm({ form, choice, data, revision }: FactFormProps) {
  const { organisation } = data;
  // As the form was opened on it: what became of it since is told when the form is sent.
  const [fact] = useState(() => organisation?.history.find(({ factId }) => factId === choice.fact));
  if (choice.of === null || !organisation) return <OrganisationChoice form={form} of={choice.of} />;
  if (fact === undefined) {
    const believed = organisation.history.filter(
      ({ retractedAt, __typename }) =>
        retractedAt === null && !(form === "end" && __typename === "Succession"),
    );
    return (
      <>
        {choice.fact !== null && (
          <p>
            The graph holds no fact {choice.fact} of {organisation.name}.
          </p>
        )}
        <FactChoice form={form} of={organisation} facts={believed} />
      </>
    );
  }
  return (
    <>
      <h2>The fact as it stands</h2>
      {fact.retractedAt !== null && (
        <p className="note">It is no longer believed, since {instantInWords(fact.retractedAt)}.</p>
      )}
      <FactsTable facts={[fact]} caption="The fact as it stands" />
      <ChangeForm
        form={forms[form]}
        name={choice.draft}
        given={{}}
        fixed={{ factId: fact.factId }}
        revision={revision}
        sources={data.dataset.sources}
      />
    </>
  );
}
