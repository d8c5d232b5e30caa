import { type FormEvent, useState } from "react";
import { useSession } from "../../app/session.tsx";
import { tabStorage } from "../../app/tab-storage.ts";
import { forOperator } from "../../graphql/refusal-of.ts";
import { inEnglishWords } from "../../parts/words.ts";
import type { Caller } from "./curate-query.ts";
import { draftNames } from "./draft.ts";
import type { Field } from "./field.ts";
import { describedBy, FieldFrame, fieldId } from "./field-frame.tsx";

const field = {
  name: "token",
  kind: "code",
  label: "Token",
  hint: "It stays in this tab: a reload keeps it, closing the tab or signing out forgets it.",
} as const satisfies Field;

/** What a bearer token may be made of (RFC 6750). */
const tokenText = /^[\w.~+/-]+=*$/;

/** Says why nothing can be changed as things stand, and takes the token of somebody who may. */
export function SignIn({ caller }: { readonly caller: Caller | undefined }) {
  const { token, refusal, signIn, signOut } = useSession();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim().replace(/^Bearer +/i, "");
    if (tokenText.test(text)) return signIn(text);
    setError(text === "" ? "Enter your token" : "This is no token: expected one such as cg_3f9a0c41de_…");
  };
  return (
    <section className="curate" aria-labelledby="sign-in">
      <h2 id="sign-in">Sign in to change the graph</h2>
      {refusal !== null && (
        <div className="failure" role="alert">
          <p>{refusal.says}</p>
          <p className="note">{forOperator(refusal.message)}</p>
        </div>
      )}
      {token !== null && caller && (
        <p>
          You are signed in as <strong>{caller.name}</strong>, who may read and not change the graph (role:{" "}
          {caller.role === null ? "none" : inEnglishWords(caller.role)}).{" "}
          <button type="button" className="button-secondary" onClick={signOut}>
            Sign out
          </button>
        </p>
      )}
      <p>
        A token says who changes something: your name stands in the record of every change. Whoever runs this
        server can make you one, if changes over the web are allowed here: ask for the role of a curator.
      </p>
      {caller?.advice && <p className="note">{forOperator(caller.advice)}</p>}
      {draftNames(tabStorage).length > 0 && (
        <p>What you typed is kept in this tab, and is here again once you are signed in.</p>
      )}
      <form onSubmit={submit} noValidate>
        <FieldFrame field={field} error={error}>
          <input
            id={fieldId(field.name)}
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={describedBy(field, error)}
            aria-invalid={error === undefined ? undefined : true}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </FieldFrame>
        <button type="submit" className="button">
          Sign in
        </button>
      </form>
    </section>
  );
}
