import type { GraphQLFormattedError } from "graphql";
import { BadUserInput, OutcomeUnknown } from "../../model/errors.ts";
import { askGraphql } from "../ask.ts";
import {
  type CommandContext,
  type ExitCode,
  exitCodes,
  printOut,
  printProse,
  say,
} from "../command-context.ts";
import { countOf, type Named, nameAndCode } from "../wording.ts";

/** A mutation's answer. */
export interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly problems?: readonly { readonly path: readonly string[]; readonly message: string }[];
  readonly revision?: number;
  readonly repeated?: boolean;
  readonly count?: number;
  readonly fact?: { readonly factId: string };
  /** What the fact stands in the place of. */
  readonly former?: { readonly factId: string };
  readonly organisation?: Named;
  readonly endedFacts?: number;
}

/** Names where in the user's input a path of the API lies, such as a line and a column of a file. */
export type Locate = (path: readonly string[]) => string | null;

/**
 * Asks for a change and says what came of it.
 * @param success the fields of what was written
 * @throws BadUserInput where the input is of the wrong types, with every such value
 */
export async function change(
  context: CommandContext,
  mutation: string,
  input: Record<string, unknown>,
  { success, locate = () => null, json = false }: { success: string; locate?: Locate; json?: boolean },
): Promise<ExitCode> {
  const document = `mutation($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) {
    ${mutation}(input: $input) { __typename ... on Curated { revision recordedAt repeated } ${success}
      ... on Refused { message } ... on InvalidInput { problems { path given expected message } }
      ... on RevisionConflict { revision since { revision at who action reason } } } }`;
  const { data, errors } = await askGraphql(context, { document, variables: { input } }, { use: "change" });
  const unknown = errors?.find(({ extensions }) => extensions?.code === "OUTCOME_UNKNOWN");
  if (unknown) throw new OutcomeUnknown(unknown.message, unknown.extensions);
  context.signal.throwIfAborted();
  const unread = errors?.find(isUnread);
  if (unread) throw new OutcomeUnknown(`${unread.message} ${unreadSentence}`, unread.extensions);
  if (errors) throw new BadUserInput(errors.map(({ message }) => located(message, locate)).join("\n"));
  const answer = (data as Record<string, Answer>)[mutation] as Answer;
  const written = answer.message === undefined;
  if (json) await printOut(context, JSON.stringify(answer, null, 2));
  else if (written) await printProse(context, writtenText(answer));
  else for (const line of refusedLines(answer, locate)) say(context, line);
  return written ? exitCodes.done : exitCodes.refused;
}

/** Whether the change itself was answered, and what it came to could not be read any more. */
const isUnread = ({ path = [], extensions }: GraphQLFormattedError): boolean =>
  path.length > 1 && extensions?.code === "UNAVAILABLE";

const unreadSentence =
  "The answer to the change was lost with it, and it could not be found out whether it was written. Look in the audit log before it is tried again: commissioning audit list.";

const writtenText = (answer: Answer): string =>
  `${answer.repeated ? "Written before" : "Written"}: ${whatWasWritten(answer)}, revision ${answer.revision}.`;

function whatWasWritten({ fact, former, organisation, endedFacts = 0, count = 0 }: Answer): string {
  if (organisation) {
    return `${nameAndCode(organisation)}${endedFacts > 0 ? `, with the end of ${countOf(endedFacts, "fact")}` : ""}`;
  }
  if (!fact) return countOf(count, "fact");
  return `fact ${fact.factId}${former ? ` in the place of ${former.factId}` : ""}`;
}

function refusedLines({ problems, message }: Answer, locate: Locate): string[] {
  if (!problems) return [message ?? ""];
  return [
    ...problems.map((problem) => `${prefix(locate(problem.path))}${problem.message}`),
    "Nothing was written.",
  ];
}

const prefix = (place: string | null): string => (place === null ? "" : `${place}: `);

/** GraphQL names the value at fault in its words, as input.facts[3].membership.validFrom. */
function located(message: string, locate: Locate): string {
  const path = /at "(input[^"]*)"/
    .exec(message)?.[1]
    ?.split(/[.[\]]+/)
    .filter(Boolean);
  if (!path) return message;
  // The type's name is a word of GraphQL; what follows says what is expected.
  const said = message.replace(/^.*?; (Expected type "[^"]+"\. (?=.))?/s, "");
  return `${locate(path) ?? path.join(".")}: ${said}`;
}
