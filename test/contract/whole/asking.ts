import { type DocumentNode, parse } from "graphql";
import type { Graph } from "../../../src/graph/graph.ts";
import { schema } from "../../../src/schema/schema.ts";
import { ask } from "../asking.ts";
import type { Question } from "./questions.ts";
import { wholeFragment } from "./selections.ts";

export const textOf = ({ text, whole }: Question): string =>
  whole ? `${text} ${wholeFragment(schema, whole)}` : text;
export const documentOf = (question: Question): DocumentNode => parse(textOf(question));

/** The data of an answer; which engine answered is left out, since answers of both are compared. */
export async function answerTo(graph: Graph, question: Question, variables: Record<string, unknown> = {}) {
  const answer = await ask(graph, textOf(question), { ...question.variables, ...variables });
  // So is which history it is, as each was written for itself.
  if (answer.dataset?.graphId)
    answer.dataset.graphId = answer.dataset.graphId.replace(/[0-9a-f]{12}/, "a graph");
  if (answer.dataset) answer.dataset.engine = answer.dataset.engine.replace(graph.engine, "the engine");
  return answer;
}
