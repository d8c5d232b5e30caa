import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import type { Question } from "./questions.ts";
import "./question-cards.css";

interface QuestionCardsProps {
  readonly name: string;
  /** Undefined until their figures are there. */
  readonly questions: readonly Question[] | undefined;
}

/** Where to begin: questions as sentences, each with its figure, each leading to the list behind it. */
export function QuestionCards({ name, questions }: QuestionCardsProps) {
  const linkTo = useLinkTo();
  return (
    <nav className="questions" aria-label={`Questions about ${name}`}>
      {questions ? (
        <ul>
          {questions.map(({ key, figure, words, path, parameters }) => (
            <li key={key}>
              <Link href={linkTo(path, parameters)}>
                <strong>{figure}</strong> {words}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="waiting">Counting…</p>
      )}
    </nav>
  );
}
