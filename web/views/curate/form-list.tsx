import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { tabStorage } from "../../app/tab-storage.ts";
import { readCurateChoice } from "./curate-choice.ts";
import { draftNames } from "./draft.ts";
import { formGroups, forms } from "./forms.ts";

/** Every change that can be made, after those that were begun. */
export function FormList() {
  const linkTo = useLinkTo();
  return (
    <>
      <Begun />
      {formGroups.map(({ title, forms: names }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul className="form-list">
            {names.map((name) => (
              <li key={name}>
                <Link href={linkTo("/curate", { do: name })}>{forms[name].title}</Link>
                <br />
                {forms[name].says}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Begun() {
  const linkTo = useLinkTo();
  const begun = draftNames(tabStorage).flatMap((name) => {
    const { form } = readCurateChoice(name);
    return form === null ? [] : [{ name, form }];
  });
  if (begun.length === 0) return null;
  return (
    <section>
      <h2>Begun and not recorded</h2>
      <ul className="form-list">
        {begun.map(({ name, form }) => {
          const parameters = Object.fromEntries(new URLSearchParams(name));
          const { do: _form, ...subject } = parameters;
          return (
            <li key={name}>
              <Link href={linkTo("/curate", parameters)}>{forms[form].title}</Link>{" "}
              <small>{Object.values(subject).join(", ")}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
