import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { type Instant, type IsoDate, parseDate, parseInstant, parseRevision } from "../../model/dates.ts";
import { BadUserInput } from "../../model/errors.ts";
import { cut, type Expected, shapeFaults } from "../../model/shape-faults.ts";

/** The clocks that an address names: in its path, such as /reconcile/as-of/2011-04-01, or as parameters. */
export interface AskedClocks {
  readonly asOf?: IsoDate;
  readonly knownAt?: Instant;
  readonly atRevision?: number;
}

/** The parameters of a request, from its address and from its form. */
export function parametersOf({ url, body }: FastifyRequest): URLSearchParams {
  const parameters = new URLSearchParams(url.split("?").slice(1).join("?"));
  if (body instanceof URLSearchParams) for (const [name, value] of body) parameters.append(name, value);
  return parameters;
}

/** @throws BadUserInput for what is no date, no instant or no revision */
export function clocksAsked(request: FastifyRequest): AskedClocks {
  const path = request.params as Readonly<Partial<Record<keyof AskedClocks, string>>>;
  const parameters = parametersOf(request);
  const asOf = path.asOf ?? parameters.get("asOf");
  const knownAt = path.knownAt ?? parameters.get("knownAt");
  const atRevision = path.atRevision ?? parameters.get("atRevision");
  return {
    ...(asOf && { asOf: namingInput("asOf", asOf, parseDate) }),
    ...(knownAt && { knownAt: namingInput("knownAt", knownAt, parseInstant) }),
    ...(atRevision && { atRevision: namingInput("atRevision", atRevision, parseRevision) }),
  };
}

/** Reads a text, and says where it stood if it cannot be read. @throws BadUserInput */
export function namingInput<T>(where: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    throw new BadUserInput(`${where}: ${error.message}`, error.details);
  }
}

/** What is read of JSON. */
export interface Shape<T> {
  readonly type: z.ZodType<T>;
  /** What was expected at each place, with an example: names with dots between, "*" for any of an array, "" for the whole. */
  readonly expected: Expected;
}

/**
 * Reads a parameter that holds JSON.
 * @throws BadUserInput with what is wrong about it
 */
export function readJson<T>(name: string, text: string, shape: Shape<T>): T {
  try {
    return readShape(name, JSON.parse(text), shape);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadUserInput(
      `${name}: ${shown(text)} is not JSON: expected ${shape.expected[""]}.`,
      {},
      { cause: error },
    );
  }
}

/** @throws BadUserInput with what was given and what was expected, at each place where that differs */
export function readShape<T>(name: string, json: unknown, { type, expected }: Shape<T>): T {
  const read = type.safeParse(json);
  if (read.success) return read.data;
  throw new BadUserInput(shapeFaults(name, json, read.error.issues, expected));
}

const shown = (text: string): string => JSON.stringify(cut(text));

/** One of a set of names. @throws BadUserInput */
export function knownValue<T extends string>(
  where: string,
  name: string,
  what: string,
  known: readonly T[],
): T {
  const found = known.find((one) => one === name);
  if (found) return found;
  throw new BadUserInput(`${where}: ${shown(name)} is no ${what}: expected one of ${known.join(", ")}.`);
}
