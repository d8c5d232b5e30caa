import { type ReactNode, useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { withParameter } from "../../app/address.ts";
import { inWords } from "../../app/months.ts";
import type { PagedQuery } from "../../graphql/use-pages.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Download } from "../../parts/download.tsx";
import { inCounts } from "../../parts/figures.ts";
import { View } from "../../parts/view.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { ColumnBar } from "./column-bar.tsx";
import { type ColumnPath, columnEndsAt, defaultColumns, type FoundRow, isStateAt } from "./columns.ts";
import { ConditionBar } from "./condition-bar.tsx";
import { conditionsWhere, inSentence } from "./conditions.ts";
import { columnsText, type FindChoice, withConditions } from "./find-choice.ts";
import { type FindQuestion, type FoundData, type FoundPage, findDocument, totalsOf } from "./find-query.ts";
import { FoundTable } from "./found-table.tsx";
import { inWordsOf, type ListField, ordersOf, type Vocabulary } from "./vocabulary.ts";

/** How many rows a request brings, and how many a file holds at most. */
const pageSize = { table: 200, file: 1_000 } as const;
const maxInFile = 20_000;

interface FoundProps {
  readonly vocabulary: Vocabulary;
  readonly list: ListField;
  readonly choice: FindChoice;
  /** What chooses the list. */
  readonly children: ReactNode;
}

/** What fits: totals, a table and a file, with the bar that they are asked by. */
export function Found({ vocabulary, list, choice, children }: FoundProps) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const columns = useMemo(() => columnsOf(vocabulary, list, choice), [vocabulary, list, choice]);
  const question = useMemo(() => questionOf(vocabulary, list, choice), [vocabulary, list, choice]);
  const pages = useMemo(() => pagedQueries(vocabulary, list, columns), [vocabulary, list, columns]);
  const asked = useViewQuery(pages.table.document, question);
  const isState = useCallback(
    (column: ColumnPath) => isStateAt(vocabulary, list.row, column),
    [vocabulary, list],
  );
  const name = inWordsOf(list.name);
  const title = `Find ${name}`;
  return (
    <View title={title} asked={asked} query={{ document: pages.table.document, variables: question }}>
      {(data) => {
        const day = asked.answered?.asOf ?? data.dataset.referenceDate;
        const total = Number(data.list.totalCount);
        const conditions = choice.conditions.map(inSentence).join("; ");
        return (
          <>
            {children}
            <ConditionBar
              vocabulary={vocabulary}
              where={list.where}
              conditions={choice.conditions}
              onChange={(conditions) => navigate(`${path}?${withConditions(search, conditions)}`)}
            />
            <ColumnBar
              vocabulary={vocabulary}
              row={list.row}
              columns={columns}
              onChange={(next) =>
                navigate(`${path}?${withParameter(search, "columns", columnsText(next))}`, { replace: true })
              }
            />
            {isCurrent(asked.answered, question) ? (
              <>
                <p role="status">{totalsInWords(data, totalsOf(vocabulary, list), name, inWords(day))}</p>
                <Download
                  query={pages.file}
                  question={question}
                  knownAt={question.knownAt ?? data.dataset.knownAt}
                  fileName={`${day}-${list.name}.csv`}
                  loadCsv={async () => {
                    const { findCsv } = await import("./find-csv.ts");
                    return (rows: readonly FoundRow[]) => findCsv(columns, rows);
                  }}
                  loadXlsx={async () => {
                    const [{ fileColumns }, { xlsxOf }] = await Promise.all([
                      import("./find-csv.ts"),
                      import("../../parts/xlsx.ts"),
                    ]);
                    return (rows: readonly FoundRow[]) => xlsxOf(list.name, fileColumns(columns, rows), rows);
                  }}
                  total={total}
                  max={maxInFile}
                />
                <FoundTable
                  caption={`${capital(name)} on ${inWords(day)}${conditions && `, ${conditions}`}: ${inCounts(total)}`}
                  first={data.list}
                  total={total}
                  question={question}
                  paged={pages.table}
                  columns={columns}
                  isState={isState}
                  orders={ordersOf(vocabulary, list)}
                  choice={choice}
                />
              </>
            ) : (
              <Waiting />
            )}
          </>
        );
      }}
    </View>
  );
}

/** What was answered under other conditions is not shown under these. */
const isCurrent = (answered: FindQuestion | undefined, question: FindQuestion): boolean =>
  JSON.stringify(answered?.where) === JSON.stringify(question.where);

/** Columns that the schema does not know are left out. */
function columnsOf(vocabulary: Vocabulary, list: ListField, { columns }: FindChoice): readonly ColumnPath[] {
  const known = columns?.filter((path) => columnEndsAt(vocabulary, list.row, path)) ?? [];
  return known.length > 0 ? known : defaultColumns(vocabulary, list);
}

function questionOf(vocabulary: Vocabulary, list: ListField, choice: FindChoice): FindQuestion {
  const { asOf, knownAt, atRevision, sort, direction } = choice;
  const isOrder = sort !== null && ordersOf(vocabulary, list).includes(sort);
  return {
    asOf,
    knownAt,
    atRevision,
    where: conditionsWhere(vocabulary, list.where, choice.conditions).where,
    orderBy: isOrder ? [{ field: sort, direction }] : null,
  };
}

type Pages = PagedQuery<FoundData, FindQuestion, FoundRow>;

function pagedQueries(vocabulary: Vocabulary, list: ListField, columns: readonly ColumnPath[]) {
  const pageOf = ({ list: page }: FoundData): FoundPage => page;
  const paged = (size: number): Pages => ({
    document: findDocument(vocabulary, list, columns, size),
    pageOf,
  });
  return { table: paged(pageSize.table), file: paged(pageSize.file) };
}

/** Such as "4,029 practices on 1 April 2011. Total patients: 27,112,000." */
function totalsInWords(data: FoundData, totals: readonly string[], name: string, day: string): string {
  const { list } = data;
  const others = totals
    .filter((total) => total !== "totalCount")
    .map((total) => {
      const value = list[total];
      return `${capital(inWordsOf(total))}: ${typeof value === "number" ? inCounts(value) : "not counted"}.`;
    });
  return [`${inCounts(Number(list.totalCount))} ${name} on ${day}.`, ...others].join(" ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
