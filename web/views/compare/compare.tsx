import { useEffect, useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { withParameter } from "../../app/address.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Download } from "../../parts/download.tsx";
import { inCounts } from "../../parts/figures.ts";
import { SourceList } from "../../parts/source-list.tsx";
import { View } from "../../parts/view.tsx";
import { ChangeTable } from "./change-table.tsx";
import { sourcesOf } from "./change-words.ts";
import { changesQuestion, readCompareChoice } from "./compare-choice.ts";
import {
  type ChangesQuestion,
  type CompareData,
  type CompareQuestion,
  compareQuery,
  moreChanges,
} from "./compare-query.ts";
import { CompareFilters } from "./filters.tsx";
import { Kinds } from "./kinds.tsx";
import "./compare.css";

/** What differs between two days: who joined, left, moved, was delegated what, opened and closed. */
export function Compare() {
  const search = useSearch();
  useDaysInAddress(search);
  const question = useMemo(() => changesQuestion(readCompareChoice(search)), [search]);
  const variables = useMemo(
    () => ({
      ...question,
      area: question.within ?? "",
      isConfined: Boolean(question.within),
      isApart: !question.inBetween,
    }),
    [question],
  );
  const asked = useViewQuery(compareQuery, variables);
  return (
    <View
      title={asked.data?.area ? `Compare two dates in ${asked.data.area.name}` : "Compare two dates"}
      asked={asked}
      query={{ document: compareQuery, variables }}
    >
      {(data) => <Answer data={data} question={listOf(asked.answered ?? variables)} />}
    </View>
  );
}

/** What the list alone is asked. */
function listOf({
  area: _area,
  isConfined: _isConfined,
  isApart: _isApart,
  ...question
}: CompareQuestion): ChangesQuestion {
  return question;
}

interface AnswerProps {
  readonly data: CompareData;
  readonly question: ChangesQuestion;
}

function Answer({ data, question }: AnswerProps) {
  const { from, to, kinds } = question;
  const total = data.counted.counts
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .reduce((sum, { count }) => sum + count, 0);
  const area = data.area?.name ?? "England";
  const between = `${area}, from ${inWords(from)} to ${inWords(to)}`;
  return (
    <>
      <CompareFilters area={data.area ?? null} />
      <p role="status">
        {inCounts(total)} {total === 1 ? "change" : "changes"}, {between}.
        <Meanwhile count={(data.meanwhile?.totalCount ?? total) - total} />
      </p>
      <Kinds counts={data.counted.counts} />
      <SourceList
        sources={data.changes.nodes.flatMap(sourcesOf)}
        title="Sources of the changes listed first"
        counted="facts"
      />
      <ChangeTable
        first={data.changes}
        question={question}
        total={total}
        caption={`What changed, ${between}`}
      />
      <Download
        query={moreChanges}
        question={question}
        knownAt={question.knownAt ?? data.dataset.knownAt}
        fileName={`${from}-to-${to}-changes${question.within ? `-${question.within}` : ""}.csv`}
        loadCsv={async () => (await import("./changes-csv.ts")).changesCsv}
        total={total}
      />
    </>
  );
}

/** How many changes the list leaves out, as they came and went between the two days. */
function Meanwhile({ count }: { readonly count: number }) {
  const search = useSearch();
  const [path] = useLocation();
  if (count === 0) return null;
  return (
    <>
      {" "}
      {count === 1 ? "1 more tells" : `${inCounts(count)} more tell`} what came and went in between:{" "}
      <Link href={`${path}?${withParameter(search, "inBetween", "true")}`}>
        list {count === 1 ? "it" : "them"} too
      </Link>
      .
    </>
  );
}

/** Whoever comes without them gets both days into the address, so that it can be shared. */
function useDaysInAddress(search: string): void {
  const [path, navigate] = useLocation();
  useEffect(() => {
    const parameters = new URLSearchParams(search);
    if (parameters.get("from") && parameters.get("to")) return;
    const { from, to } = readCompareChoice(search);
    navigate(`${path}?${withParameter(withParameter(search, "from", from), "to", to)}`, { replace: true });
  }, [navigate, path, search]);
}
