import { Link, useSearch } from "wouter";
import "./story-strip.css";
import { addressOfStep, storySteps } from "./story-steps.ts";

/** Above a page that is a step of the story: what to see on it, who said so, and the way on. */
export function StoryStrip() {
  const index = Number(new URLSearchParams(useSearch()).get("story")) - 1;
  const step = storySteps[index];
  if (!step) return null;
  return (
    <aside className="story-strip" aria-label={`Story, step ${index + 1} of ${storySteps.length}`}>
      <p>
        <strong>
          {index + 1} of {storySteps.length}, {step.when}: {step.title}.
        </strong>{" "}
        {step.words} <cite>{step.source}.</cite>
      </p>
      <p className="story-way">
        {index > 0 && <Link href={addressOfStep(index - 1)}>Back: {storySteps[index - 1]?.title}</Link>}
        {index + 1 < storySteps.length ? (
          <Link href={addressOfStep(index + 1)}>Next: {storySteps[index + 1]?.title}</Link>
        ) : (
          <Link href="/">The end: look around by yourself</Link>
        )}
        <Link href="/story">All steps</Link>
      </p>
    </aside>
  );
}
