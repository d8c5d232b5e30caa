import { useRef } from "react";
import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import type { Question } from "./questions.ts";
import "./question-cards.css";

interface QuestionCardsProps {
  readonly name: string;
  /** Undefined until their figures are there. */
  readonly questions: readonly Question[] | undefined;
}

/**
 * Where to begin: questions as sentences, each with its figure, each leading to the list behind it. While the figures of
 * another day are on their way the sentences stay where they are, without figures and leading nowhere.
 */
export function QuestionCards({ name, questions }: QuestionCardsProps) {
  const linkTo = useLinkTo();
  const last = useRef(questions);
  if (questions) last.current = questions;
  if (!last.current) return <p className="waiting">Counting…</p>;
  return (
    <nav className="questions" aria-label={`Questions about ${name}`}>
      <ul>
        {last.current.map(({ key, figure, words, path, parameters }) => (
          <li key={key}>
            {questions ? (
              <Link className="question" href={linkTo(path, parameters)}>
                <strong>{figure}</strong> {words}
              </Link>
            ) : (
              <span className="question">
                <strong>…</strong> {words}
              </span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
