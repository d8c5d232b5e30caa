import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";
import type { IsoDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Question } from "../server/execute-question.ts";
import type { Beyond } from "../server/reproducible.ts";
import { type CommandContext, say } from "./command-context.ts";
import type { GraphUse } from "./graph-use.ts";
import { sayCause, sayFault } from "./report-failure.ts";

/**
 * Answers a question of GraphQL in this process, errors in the answer as over HTTP.
 * @param asOf the day of fields that name none; that of the settings where absent
 * @param use of the graph: to be asked, where absent
 */
export async function askGraphql(
  context: CommandContext,
  question: Question,
  { asOf, use }: { readonly asOf?: IsoDate | undefined; readonly use?: GraphUse } = {},
): Promise<FormattedExecutionResult> {
  // Help and completions do without it, and it is most of what a question loads.
  const { executeQuestion } = await import("../server/execute-question.ts");
  const defaultAsOf = asOf ?? context.settings().defaultAsOf;
  return executeQuestion(await context.application(), question, {
    graph: await context.openGraph(use),
    caller: context.caller,
    requestId: randomUUID(),
    defaultAsOf,
    // What Ctrl-C cuts short is no fault of ours.
    reportFault: (error) => (context.signal.aborted ? randomUUID() : sayFault(context, error)),
    reportUnavailable: (error) => sayCause(context, error),
  });
}

/**
 * Asks one of the program's own questions.
 * @throws BadUserInput with every error of the answer, a line each and each once: what the user gave does not fit
 */
export async function ask<Data>(
  context: CommandContext,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
  use?: GraphUse,
): Promise<Data> {
  const { data, errors, extensions } = await askGraphql(context, { document, variables }, use ? { use } : {});
  context.signal.throwIfAborted();
  sayBeyond(context, extensions);
  if (errors) throw new BadUserInput([...new Set(errors.map(({ message }) => message))].join("\n"));
  return data as Data;
}

/** What was said in the run of a command: each page of a list would say it again. */
const said = new WeakMap<AbortSignal, Set<string>>();

/** Says of which days something was asked for that no source tells of. */
function sayBeyond(context: CommandContext, extensions: FormattedExecutionResult["extensions"]): void {
  const { coverage = [] } = (extensions?.dataset ?? {}) as { readonly coverage?: readonly Beyond[] };
  const before = said.get(context.signal) ?? new Set();
  said.set(context.signal, before);
  for (const beyond of coverage) {
    const sentence = beyondSentence(beyond);
    if (!before.has(sentence)) say(context, sentence);
    before.add(sentence);
  }
}

function beyondSentence({ asOf, matter, covered }: Beyond): string {
  const periods = covered.map(({ source, from, to }) => `${source}: ${from ?? "…"} to ${to ?? "…"}`);
  if (matter === "PATIENTS")
    return `Not covered: on ${asOf} no source counts patients (${periods.join("; ")}). Where there are counts of other days, the latest before it serves, else the first after it: listSizeOn says which.`;
  return `Not covered: of ${asOf} no source tells who was in which consortium (${periods.join("; ")}). A practice of which nothing is known is NOT_COVERED on that day, and no orphan.`;
}
