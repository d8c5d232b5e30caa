import { useEffect } from "react";
import { Link } from "wouter";
import { addressOfStep, storySteps } from "../../app/story-steps.ts";
import "./story.css";

/** The five articles' England in seven steps, each a page of the explorer at its day. */
export function Story() {
  useEffect(() => {
    document.title = "Story · commissioning-graph";
  }, []);
  return (
    <article className="story">
      <h1>From PCTs to GP consortia, in seven steps</h1>
      <p>
        Each step is a page of this explorer, on its day and in its place.{" "}
        <Link href={addressOfStep(0)}>Begin</Link>, or choose one.
      </p>
      <ol>
        {storySteps.map((step, index) => (
          <li key={step.title}>
            <h2>
              <Link href={addressOfStep(index)}>{step.title}</Link>
            </h2>
            <p>
              <strong>{step.when}.</strong> {step.words}
            </p>
            <p className="note">{step.source}.</p>
          </li>
        ))}
      </ol>
    </article>
  );
}
