import { useMemo } from "react";
import { useQuery } from "urql";
import { Link, useSearch } from "wouter";
import { useChoose } from "../../app/address.ts";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import type { VariablesOf } from "../../graphql/graphql.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { organisationKinds } from "../../parts/enumerations.ts";
import { View } from "../../parts/view.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import { hitColumns } from "./hit-columns.tsx";
import { readSearchChoice } from "./search-choice.ts";
import { elsewhenQuery, searchQuery } from "./search-query.ts";

/** As many as the API gives. */
const maxHits = 100;

/** All that fits what was typed. */
export function Search() {
  const choice = readSearchChoice(useSearch());
  if (choice.text === "") return <NothingAsked />;
  return <Hits {...choice} />;
}

function NothingAsked() {
  return (
    <article className="view">
      <h1>Search</h1>
      <p>Type a name, code, postcode or outcode into the box above. The key “/” leads there.</p>
    </article>
  );
}

function Hits({ text, kind, asOf, knownAt, atRevision }: ReturnType<typeof readSearchChoice>) {
  const variables = useMemo(
    () => ({ text, kinds: kind === null ? null : [kind], asOf, knownAt, atRevision }),
    [text, kind, asOf, knownAt, atRevision],
  );
  const asked = useViewQuery(searchQuery, variables);
  const linkTo = useLinkTo();
  const columns = useMemo(() => hitColumns((code) => linkTo(`/organisations/${code}`)), [linkTo]);
  return (
    <View title="Search" asked={asked} query={{ document: searchQuery, variables }}>
      {({ search: hits, dataset }) => {
        const answered = asked.answered ?? variables;
        const day = inWords(answered.asOf ?? dataset.referenceDate);
        const count = hits.length === maxHits ? `the best ${maxHits} hits` : `hits: ${hits.length}`;
        return (
          <>
            <KindSelect />
            {hits.length === 0 ? (
              <NothingFits day={day} variables={answered} />
            ) : (
              <DataTable
                caption={`“${answered.text}”, ${day}, ${count}`}
                columns={columns}
                rows={hits}
                rowKey={({ organisation }) => organisation.code}
              />
            )}
          </>
        );
      }}
    </View>
  );
}

interface NothingFitsProps {
  readonly day: string;
  readonly variables: VariablesOf<typeof searchQuery>;
}

/** What does not exist on the day may on another: from when to when it does is said. */
function NothingFits({ day, variables }: NothingFitsProps) {
  const [{ data }] = useQuery({ query: elsewhenQuery, variables });
  const linkTo = useLinkTo();
  return (
    <div role="status">
      <p>
        Nothing fits “{variables.text}” on {day}.
      </p>
      {data && data.search.length > 0 && (
        <>
          <p>On other days:</p>
          <ul>
            {data.search.map(({ organisation: { code, name, opened, closed } }) => (
              <li key={code}>
                <Link href={linkTo(`/organisations/${code}`)}>{name}</Link> ({code}),{" "}
                {opened ? `from ${inWords(opened)}` : "first day not known"}
                {closed && ` to ${inWords(closed)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Confines the hits to one kind of organisation. */
function KindSelect() {
  const search = useSearch();
  const choose = useChoose();
  const { kind } = readSearchChoice(search);
  return (
    <search className="controls" aria-label="Which organisations">
      <label>
        Kind{" "}
        <select value={kind ?? ""} onChange={({ target }) => choose("kind", target.value)}>
          <option value="">every kind</option>
          {organisationKinds.map((value) => (
            <option key={value} value={value}>
              {inEnglishWords(value)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
