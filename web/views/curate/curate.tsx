import { useMemo } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import { atPresent, useClocks } from "../../app/clocks.ts";
import { useSession } from "../../app/session.tsx";
import { refusalOf } from "../../graphql/refusal-of.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { View } from "../../parts/view.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import { ChangeForm } from "./change-form.tsx";
import { type CurateChoice, readCurateChoice } from "./curate-choice.ts";
import {
  type Caller,
  type CurateData,
  curateQuery,
  curateQuestion,
  organisationsGiven,
} from "./curate-query.ts";
import type { Values } from "./draft.ts";
import { FactForm } from "./fact-form.tsx";
import { FormList } from "./form-list.tsx";
import { changesFact, type FormName, forms } from "./forms.ts";
import { textOf } from "./organisation-input.tsx";
import { SignIn } from "./sign-in.tsx";
import "./curate.css";

/** Where a curator records, ends and retracts. What is believed now is changed, never what was believed once. */
export function Curate() {
  const search = useSearch();
  const [path] = useLocation();
  const { knownAt, atRevision } = useClocks();
  const choice = useMemo(() => readCurateChoice(search), [search]);
  if (knownAt !== null || atRevision !== null)
    return <Redirect replace to={`${path}?${atPresent(search)}`} />;
  return <CuratePage key={choice.draft} choice={choice} />;
}

function CuratePage({ choice }: { readonly choice: CurateChoice }) {
  const { asOf } = useClocks();
  const variables = curateQuestion(choice, asOf);
  // A form holds the revision that its facts were read at: both come fresh, in one answer.
  const asked = useViewQuery(curateQuery, variables, { requestPolicy: "network-only" });
  const { data, error, revision } = asked;
  const isRefused = error !== undefined && refusalOf(error) !== undefined;
  return (
    <>
      <View
        title={choice.form === null ? "Curate" : forms[choice.form].title}
        asked={asked}
        query={{ document: curateQuery, variables }}
      >
        {(shown) =>
          shown.caller.mayChange && (
            <>
              <SignedIn caller={shown.caller} />
              {choice.form === null ? (
                <FormList />
              ) : (
                <FormPage
                  form={choice.form}
                  choice={choice}
                  data={shown}
                  revision={revision ?? shown.dataset.revision}
                />
              )}
            </>
          )
        }
      </View>
      {(data ? !data.caller.mayChange : isRefused) && <SignIn caller={data?.caller} />}
    </>
  );
}

function SignedIn({ caller: { name, role } }: { readonly caller: Caller }) {
  const { signOut } = useSession();
  return (
    <p>
      Signed in as <strong>{name}</strong>
      {role !== null && `, ${inEnglishWords(role)}`}. The audit log will name you.{" "}
      <button type="button" className="button-secondary" onClick={signOut}>
        Sign out
      </button>
    </p>
  );
}

interface FormPageProps {
  readonly form: FormName;
  readonly choice: CurateChoice;
  readonly data: CurateData;
  readonly revision: number;
}

function FormPage({ form, choice, data, revision }: FormPageProps) {
  if (changesFact(form)) return <FactForm {...{ form, choice, data, revision }} />;
  return (
    <>
      <p>{forms[form].says}</p>
      <ChangeForm
        form={forms[form]}
        name={choice.draft}
        given={givenValues(form, choice, data)}
        fixed={{}}
        revision={revision}
        sources={data.dataset.sources}
      />
    </>
  );
}

/** What the address fills in, with the names of its organisations. */
function givenValues(form: FormName, choice: CurateChoice, { one, other }: CurateData): Values {
  const found = [one, other];
  const named = organisationsGiven(form, choice).map(({ field, code }, index) => {
    const organisation = found[index];
    return [field, organisation ? textOf(organisation) : code] as const;
  });
  return { ...choice.given, ...Object.fromEntries(named) };
}
