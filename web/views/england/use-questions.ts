import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import { useDebounced } from "../../parts/use-debounced.ts";
import type { Area } from "./area.ts";
import type { EnglandData } from "./england-query.ts";
import { hasQuestions, type Question, questionsOf, questionVariables } from "./questions.ts";
import { type QuestionCounts, questionsQuery } from "./questions-query.ts";
import type { EnglandChoice } from "./use-england-choice.ts";
import type { Zoomed } from "./use-zoom.ts";

interface Questions {
  readonly isAsked: boolean;
  /** Undefined until their figures are there. */
  readonly questions: readonly Question[] | undefined;
}

/** The questions about the area shown; England's are the start's second request, once the day stands still. */
export function useQuestions(
  area: Area,
  { within, asOf, knownAt, atRevision }: EnglandChoice,
  { data, waiting }: Pick<ViewQuery<EnglandData, unknown>, "data" | "waiting">,
  zoomed: Zoomed | undefined,
): Questions {
  const day = asOf ?? data?.dataset.referenceDate ?? "";
  const debounced = useDebounced(day);
  const isEngland = within === null;
  const { data: ofEngland, answered } = useViewQuery(
    questionsQuery,
    { asOf, knownAt, atRevision, ...questionVariables(area, day) },
    // What is not yet looked at never competes with what is waited for.
    { pause: !isEngland || waiting || data === undefined || debounced !== day },
  );
  const isAsked = hasQuestions(area);
  const counts = isEngland ? (answered?.day === day ? ofEngland : undefined) : countsOf(zoomed);
  const summary = isEngland ? data?.delegationSummary : zoomed?.data?.delegationSummary;
  if (!isAsked || !counts || !summary) return { isAsked, questions: undefined };
  return { isAsked, questions: questionsOf({ area, day, counts, summary }) };
}

/** Where the area's answer has them: it has none for a consortium. */
function countsOf(zoomed: Zoomed | undefined): QuestionCounts | undefined {
  const data = zoomed?.data;
  return data && "underClusterWithoutBudget" in data ? data : undefined;
}
