import { lazy, Suspense, useMemo, useState } from "react";
import { useClient } from "urql";
import { useClocks } from "../../app/clocks.ts";
import { type FailureText, failureText } from "../../graphql/failure-text.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { FailureBox, RetryButton } from "../../parts/failure.tsx";
import { SourceLink } from "../../parts/source-link.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import { endsOfLinks, type Link, type LinkKind, linkKinds, linksOf } from "./links.ts";
import { OrganisationLink } from "./organisation-link.tsx";
import { type Fact, neighboursQuery, type OrganisationData } from "./organisation-query.ts";

const Picture = lazy(() => import("./picture.tsx").then(({ Picture }) => ({ default: Picture })));

/** Whom it is joined to on the day, as a picture and a table; each neighbour can be expanded to its own. */
export function Neighbourhood({ organisation }: { readonly organisation: OrganisationData }) {
  const { name, code, asOf, history } = organisation;
  const [kinds, setKinds] = useState<ReadonlySet<LinkKind>>(new Set(linkKinds));
  const { facts, expand, failure } = useExpansion();
  const links = useMemo(() => linksOf([...history, ...facts], asOf, kinds), [history, facts, asOf, kinds]);
  const toggle = (kind: LinkKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  return (
    <section>
      <h2>Neighbourhood</h2>
      <div className="controls">
        <fieldset className="kinds">
          <legend>Kinds of relationship</legend>
          {linkKinds.map((kind) => (
            <label key={kind}>
              <input type="checkbox" checked={kinds.has(kind)} onChange={() => toggle(kind)} />{" "}
              {inEnglishWords(kind)}
            </label>
          ))}
        </fieldset>
        <Expander links={links} code={code} onExpand={expand} />
      </div>
      {failure && (
        <FailureBox {...failure.text} action={<RetryButton onRetry={() => expand(failure.code)} />} />
      )}
      <Suspense fallback={<Waiting />}>
        <Picture name={name} code={code} links={links} asOf={asOf} onExpand={expand} />
      </Suspense>
      <DataTable
        caption={`Relationships in the picture (${links.length})`}
        columns={columns}
        rows={links}
        rowKey={({ factId }) => factId}
      />
    </section>
  );
}

interface Expansion {
  /** Of all the neighbours that were expanded. */
  readonly facts: readonly Fact[];
  readonly expand: (code: string) => void;
  readonly failure: { readonly code: string; readonly text: FailureText } | undefined;
}

/** Asks for a neighbour's own facts when somebody expands it. */
function useExpansion(): Expansion {
  const client = useClient();
  const { asOf, knownAt } = useClocks();
  const [byCode, setByCode] = useState<Readonly<Record<string, readonly Fact[]>>>({});
  const [failure, setFailure] = useState<Expansion["failure"]>();
  const expand = async (code: string) => {
    const { data, error } = await client.query(neighboursQuery, { code, asOf, knownAt }).toPromise();
    setFailure(error && { code, text: failureText(error) });
    const facts = data?.organisation?.history;
    if (facts) setByCode((present) => ({ ...present, [code]: facts }));
  };
  const facts = useMemo(() => Object.values(byCode).flat(), [byCode]);
  return { facts, failure, expand: (code) => void expand(code) };
}

interface ExpanderProps {
  readonly links: readonly Link[];
  readonly code: string;
  readonly onExpand: (code: string) => void;
}

/** Expands a neighbour without a pointer; in the picture a click does the same. */
function Expander({ links, code, onExpand }: ExpanderProps) {
  const [chosen, setChosen] = useState("");
  const others = endsOfLinks(links).filter((end) => end.code !== code);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onExpand(chosen);
      }}
    >
      <label>
        Neighbour{" "}
        <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">Choose…</option>
          {others.map((end) => (
            <option key={end.code} value={end.code}>
              {end.name}
            </option>
          ))}
        </select>
      </label>{" "}
      <button type="submit" className="button-secondary">
        Expand
      </button>
    </form>
  );
}

const columns: readonly Column<Link>[] = [
  {
    key: "from",
    title: "From",
    width: 18,
    cell: ({ from }) => <OrganisationLink organisation={from} />,
    sort: ({ from }) => from.name,
  },
  {
    key: "kind",
    title: "Kind",
    width: 9,
    cell: ({ kind }) => inEnglishWords(kind),
    sort: ({ kind }) => kind,
  },
  {
    key: "to",
    title: "To",
    width: 18,
    cell: ({ to }) => <OrganisationLink organisation={to} />,
    sort: ({ to }) => to.name,
  },
  {
    key: "source",
    title: "Source",
    width: 8,
    cell: ({ fact }) => <SourceLink source={fact.source} confidence={fact.confidence} />,
    sort: ({ fact }) => fact.source.code,
  },
];
