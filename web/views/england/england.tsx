import { useMemo } from "react";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import { View } from "../../parts/view.tsx";
import { type EnglandData, englandQuery, zoomedAreaQuery } from "./england-query.ts";
import { englandTree, noEngland } from "./england-tree.ts";
import { Picture } from "./picture.tsx";
import { QuestionCards } from "./question-cards.tsx";
import { useEnglandChoice } from "./use-england-choice.ts";
import { useMonthsAhead } from "./use-months-ahead.ts";
import { useQuestions } from "./use-questions.ts";
import { useZoom, type Zoomed } from "./use-zoom.ts";
import "./england.css";
import "./tones.css";

/** England, or an area of it, on a day: who had handed how much to whom, down to the practices. */
export function England() {
  const choice = useEnglandChoice();
  const { asOf, knownAt, atRevision } = choice;
  const variables = { asOf, knownAt, atRevision };
  const asked = useViewQuery(englandQuery, variables);
  const { data } = asked;
  // What is asked ahead never competes with what is waited for.
  useMonthsAhead(choice, asked.waiting ? undefined : data?.dataset.referenceDate);
  const england = useMemo(
    () => (data ? englandTree(data, choice.colourBy) : noEngland),
    [data, choice.colourBy],
  );
  const { way, area, base, zoomed } = useZoom(england, choice, data?.dataset.referenceDate);
  const { isAsked, questions } = useQuestions(base, choice, asked, zoomed);
  const query = zoomed
    ? { document: zoomedAreaQuery, variables: zoomed.variables }
    : { document: englandQuery, variables };
  return (
    <View title={area.name} asked={together(asked, zoomed)} query={query}>
      {(shown) => (
        <Picture
          data={shown}
          choice={choice}
          way={way}
          base={base}
          zoomed={zoomed}
          asOf={asked.answered?.asOf ?? shown.dataset.referenceDate}
          cards={isAsked && <QuestionCards name={area.name} questions={questions} />}
        />
      )}
    </View>
  );
}

/** The view waits as long as one of its requests is on its way; the area's failure is told where the area is. */
function together<Variables>(
  asked: ViewQuery<EnglandData, Variables>,
  zoomed: Zoomed | undefined,
): ViewQuery<EnglandData, Variables> {
  return { ...asked, waiting: asked.waiting || (zoomed?.asked.waiting ?? false) };
}
