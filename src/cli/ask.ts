import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";
import type { IsoDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { answer, type Question } from "../server/answer.ts";
import type { CommandContext } from "./command-context.ts";
import { sayFault } from "./report-failure.ts";

/**
 * Answers a question of GraphQL in this process, errors in the answer as over HTTP.
 * @param asOf the day of fields that name none; that of the settings where absent
 */
export async function askGraphql(
  context: CommandContext,
  question: Question,
  asOf?: IsoDate,
): Promise<FormattedExecutionResult> {
  const defaultAsOf = asOf ?? context.settings().defaultAsOf;
  return answer(context.application, question, {
    graph: await context.openGraph(),
    caller: context.caller,
    requestId: randomUUID(),
    defaultAsOf,
    reportFault: (error) => sayFault(context, error),
  });
}

/**
 * Asks one of the program's own questions.
 * @throws BadUserInput with every error of the answer, a line each: what the user gave does not fit
 */
export async function ask<Data>(
  context: CommandContext,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const { data, errors } = await askGraphql(context, { document, variables });
  context.signal.throwIfAborted();
  if (errors) throw new BadUserInput(errors.map(({ message }) => message).join("\n"));
  return data as Data;
}
