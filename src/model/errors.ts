/**
 * What a user can run into, one class for each public error code. Messages say what was given, what was expected
 * and give an example; anything else that is thrown is a fault of ours and never reaches a client in words.
 */
export abstract class PublicError extends Error {
  abstract readonly code: string;
  /** Further facts for a program, such as the bound that was exceeded. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options: ErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.details = details;
  }
}

export class BadUserInput extends PublicError {
  readonly code = "BAD_USER_INPUT";
}

/** An argument names something that is not in the graph. */
export class NotFound extends PublicError {
  readonly code = "NOT_FOUND";
}

export class QueryTooComplex extends PublicError {
  readonly code = "QUERY_TOO_COMPLEX";
}

/** The graph cannot be reached, or did not answer in time. */
export class Unavailable extends PublicError {
  readonly code: string = "UNAVAILABLE";
}

/** More is asked at once than can be answered; `details.retryAfterSeconds` says when to ask again. */
export class Overloaded extends Unavailable {
  override readonly code = "OVERLOADED";
}

/** One client asked for more than it may in a while; `details.retryAfterSeconds` says when to ask again. */
export class RateLimited extends PublicError {
  readonly code = "RATE_LIMITED";
}

/** The answer to a commit was lost, and it cannot be found out whether the change was written. */
export class OutcomeUnknown extends PublicError {
  readonly code = "OUTCOME_UNKNOWN";
}

/** The credential that a request carries is not accepted, or it carries none where one is needed. */
export class Unauthenticated extends PublicError {
  readonly code = "UNAUTHENTICATED";
}

/** The client may not do this. */
export class Forbidden extends PublicError {
  readonly code = "FORBIDDEN";
}

/** Somebody else changed the same thing first. */
export class Conflict extends PublicError {
  readonly code = "CONFLICT";
}
