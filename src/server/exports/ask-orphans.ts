import type { Ask } from "../../export/orphans.ts";
import { BadUserInput, NotFound, Overloaded, QueryTooComplex, Unavailable } from "../../model/errors.ts";
import type { Application } from "../application.ts";
import { executeQuestion, type QuestionContext } from "../execute-question.ts";

const publicErrors = {
  BAD_USER_INPUT: BadUserInput,
  NOT_FOUND: NotFound,
  OVERLOADED: Overloaded,
  QUERY_TOO_COMPLEX: QueryTooComplex,
  UNAVAILABLE: Unavailable,
} as const;

/** Asks GraphQL for one of the program's own downloads: what it refuses is thrown as it was, for the answer's status. */
export function askFor(application: Application, asker: QuestionContext): Ask {
  return async (document, variables) => {
    const { data, errors = [] } = await executeQuestion(application, { document, variables }, asker);
    const [error] = errors;
    if (!error) return data;
    const { code, ...details } = error.extensions ?? {};
    const Public = publicErrors[code as keyof typeof publicErrors];
    throw Public ? new Public(error.message, details) : new Error(error.message);
  };
}
