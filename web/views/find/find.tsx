import { useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Failure } from "../../parts/failure.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { readFindChoice, withKind } from "./find-choice.ts";
import { Found } from "./found.tsx";
import { inWordsOf, type ListField, listsOf, vocabularyOf } from "./vocabulary.ts";
import { vocabularyQuery } from "./vocabulary-query.ts";
import "./find.css";

/** Asks the API without its language: what is listed, by which conditions, with which columns, all of it the schema's own. */
export function Find() {
  const search = useSearch();
  const choice = useMemo(() => readFindChoice(search), [search]);
  const { data, error, retry } = useViewQuery(vocabularyQuery, {});
  const vocabulary = useMemo(() => data && vocabularyOf(data), [data]);
  const lists = useMemo(() => (vocabulary ? listsOf(vocabulary) : []), [vocabulary]);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!vocabulary) return <Waiting />;
  const list = lists.find(({ name }) => name === choice.kind);
  return (
    <>
      {list ? (
        <Found key={list.name} vocabulary={vocabulary} list={list} choice={choice}>
          <KindSelect lists={lists} kind={choice.kind} />
        </Found>
      ) : (
        <>
          <h1>Find</h1>
          <p>The API has no list “{choice.kind}”. Choose one that it has.</p>
          <KindSelect lists={lists} kind={choice.kind} />
        </>
      )}
    </>
  );
}

function KindSelect({ lists, kind }: { readonly lists: readonly ListField[]; readonly kind: string }) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const isKnown = lists.some(({ name }) => name === kind);
  return (
    <div className="controls">
      <label>
        Find{" "}
        <select
          value={isKnown ? kind : ""}
          onChange={({ target }) => navigate(`${path}?${withKind(search, target.value)}`)}
        >
          {!isKnown && <option value="">Choose…</option>}
          {lists.map(({ name }) => (
            <option key={name} value={name}>
              {inWordsOf(name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
