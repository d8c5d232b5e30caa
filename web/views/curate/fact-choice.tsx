import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { SourceLink } from "../../parts/source-link.tsx";
import { statementOf } from "../../parts/statement-of.ts";
import type { StoredFact } from "./curate-query.ts";
import type { Field } from "./field.ts";
import { describedBy, FieldFrame, fieldId } from "./field-frame.tsx";
import { codeIn } from "./form-input.ts";
import type { FormName } from "./forms.ts";
import { OrganisationInput } from "./organisation-input.tsx";

const field = {
  name: "of",
  kind: "organisation",
  label: "Organisation that the fact is about",
  hint: "Its name or code. The facts that the graph believes of it are listed then.",
} as const satisfies Field;

/** Asks for an organisation whose facts are to be listed. */
export function OrganisationChoice({ form, of }: { readonly form: FormName; readonly of: string | null }) {
  const [typed, setTyped] = useState("");
  const [, navigate] = useLocation();
  const linkTo = useLinkTo();
  const choose = (code: string) => code !== "" && navigate(linkTo("/curate", { do: form, of: code }));
  return (
    <form
      className="curate"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        choose(codeIn(typed));
      }}
    >
      {of !== null && <p>No organisation of this graph has the code {of}.</p>}
      <FieldFrame field={field} error={undefined}>
        <OrganisationInput
          id={fieldId(field.name)}
          kinds={undefined}
          value={typed}
          describedBy={describedBy(field, undefined)}
          isWrong={false}
          onChange={setTyped}
          onChoose={({ code }) => choose(code)}
        />
      </FieldFrame>
      <button type="submit" className="button">
        List its facts
      </button>
    </form>
  );
}

interface FactChoiceProps {
  readonly form: FormName;
  readonly of: { readonly code: string; readonly name: string };
  readonly facts: readonly StoredFact[];
}

/** The facts that are believed of an organisation; each leads to its form. */
export function FactChoice({ form, of, facts }: FactChoiceProps) {
  const linkTo = useLinkTo();
  const columns: readonly Column<StoredFact>[] = [
    {
      key: "of",
      title: "Whom",
      width: 20,
      cell: (fact) => (
        <Link href={linkTo("/curate", { do: form, of: of.code, fact: fact.factId })}>
          {otherOf(fact, of.code)}
        </Link>
      ),
      sort: (fact) => otherOf(fact, of.code),
    },
    {
      key: "says",
      title: "What",
      width: 16,
      cell: (fact) => statementOf(fact).says,
      sort: (fact) => statementOf(fact).says,
    },
    {
      key: "from",
      title: "From",
      width: 7,
      cell: ({ validFrom }) => (validFrom ? inWords(validFrom) : "not known"),
      sort: ({ validFrom }) => validFrom,
    },
    {
      key: "to",
      title: "To",
      width: 7,
      cell: ({ validTo }) => (validTo ? inWords(validTo) : "open"),
      sort: ({ validTo }) => validTo,
    },
    {
      key: "source",
      title: "Source",
      width: 8,
      cell: ({ source, confidence }) => <SourceLink source={source} confidence={confidence} />,
      sort: ({ source }) => source.code,
    },
  ];
  return (
    <>
      <p>Choose the fact.</p>
      <DataTable
        caption={`What the graph believes of ${of.name}: ${facts.length}`}
        columns={columns}
        rows={facts}
        rowKey={({ factId }) => factId}
      />
    </>
  );
}

/** The organisation at the other end; of a fact that has none, the one that it is about. */
function otherOf(fact: StoredFact, code: string): string {
  const { of } = statementOf(fact);
  return (of.find((party) => party.code !== code) ?? of[0])?.name ?? code;
}
