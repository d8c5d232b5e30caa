import { readFile } from "node:fs/promises";
import type { FormattedExecutionResult } from "graphql";
import { parseDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Question } from "../server/execute-question.ts";
import type { AddCommand } from "./add-command.ts";
import { askGraphql } from "./ask.ts";
import { type CommandContext, type ExitCode, exitCodes, pathFrom, printOut } from "./command-context.ts";

interface QueryFlags {
  readonly file?: string;
  readonly variables?: string;
  readonly operation?: string;
  readonly asOf?: string;
}

const help = `
The answer is JSON, as over HTTP, with what to repeat it by in extensions.dataset.
Exit codes: 0 answered, 1 the answer has errors, 2 not asked (no graph, or none that answers), \
5 it is not known whether a mutation was written.

Examples:
  commissioning query '{ organisation(code: "5PP") { name } }'
  commissioning query 'query($code: String!) { organisation(code: $code) { name } }' --variables '{"code": "Q38"}'
  echo '{ delegationSummary { practicesOutside } }' | commissioning query --as-of 2011-04-01`;

/** Adds `query`: a question of GraphQL, answered without a server. */
export const addQueryCommand: AddCommand = (program, { act }) => {
  program
    .command("query")
    .description(
      "ask the graph a question of GraphQL, with no server needed; the API's schema is in schema.graphql",
    )
    .argument("[question]", "the question; from standard input where it is absent and no --file is given")
    .option("--file <path>", "read the question from a file")
    .option("--variables <json>", "the question's variables, as JSON, or @ and a file that holds them")
    .option("--operation <name>", "which operation to run, where the question has several")
    .option("--as-of <date>", "the day that fields without asOf are about, such as 2011-04-01")
    .option("--json", "print JSON, as this command always does")
    .addHelpText("after", help)
    .action(act(query));
};

async function query(context: CommandContext, question: string | undefined, flags: QueryFlags) {
  const asOf = flags.asOf === undefined ? undefined : parseDate(flags.asOf);
  const variables = await readVariables(context, flags.variables);
  const document = await readQuestion(context, question, flags.file);
  const asked = { document, variables, operationName: flags.operation };
  const use = (await isMutation(asked)) ? "change" : "ask";
  const answer = await askGraphql(context, asked, { asOf, use });
  await printOut(context, JSON.stringify(answer, null, 2));
  return exitCodeOf(answer);
}

/** What cannot be read is refused where it is asked. */
async function isMutation({ document, operationName }: Question): Promise<boolean> {
  const { getOperationAST, parse } = await import("graphql");
  try {
    return getOperationAST(parse(document), operationName)?.operation === "mutation";
  } catch {
    return false;
  }
}

/** An answer without data, for want of a graph that answers, is none; one whose change may be written is not a fault. */
function exitCodeOf({ errors, data }: FormattedExecutionResult): ExitCode {
  const codes = new Set(errors?.map(({ extensions }) => extensions?.code));
  if (codes.has("OUTCOME_UNKNOWN")) return exitCodes.outcomeUnknown;
  const nothing = data == null || Object.values(data).every((value) => value === null);
  if (nothing && (codes.has("UNAVAILABLE") || codes.has("OVERLOADED"))) return exitCodes.notRun;
  return errors ? exitCodes.found : exitCodes.done;
}

async function readQuestion(context: CommandContext, question: string | undefined, file: string | undefined) {
  if (question !== undefined && file !== undefined) {
    throw new BadUserInput(
      "The question is given twice: expected it as an argument or with --file, not both.",
    );
  }
  if (file !== undefined) return readText(context, file);
  if (question !== undefined && question !== "-") return question;
  const chunks: Buffer[] = [];
  for await (const chunk of context.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function readVariables(context: CommandContext, given = "{}"): Promise<Record<string, unknown>> {
  const text = given.startsWith("@") ? await readText(context, given.slice(1)) : given;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return { ...read };
  } catch {
    // Refused in the same words.
  }
  throw new BadUserInput(
    `--variables: ${JSON.stringify(text.slice(0, 100))} is not a JSON object: expected one, such as {"code": "5PP"}, or @ and a file that holds one, such as @variables.json.`,
  );
}

async function readText(context: CommandContext, path: string): Promise<string> {
  try {
    return await readFile(pathFrom(context, path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadUserInput(
      `${path} cannot be read (${code === "ENOENT" ? "there is no such file" : code}): expected a file of text, such as question.graphql.`,
      {},
      { cause: error },
    );
  }
}
