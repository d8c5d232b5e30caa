import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { type Instant, type IsoDate, parseDate, parseInstant, parseRevision } from "../../model/dates.ts";
import { BadUserInput } from "../../model/errors.ts";

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

/**
 * Reads a parameter that holds JSON.
 * @param example of what it may hold
 * @throws BadUserInput with everything that is wrong about it
 */
export function readJson<T>(name: string, text: string, shape: z.ZodType<T>, example: string): T {
  try {
    return readShape(name, JSON.parse(text), shape, example);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const found = JSON.stringify(text.slice(0, 60));
    throw new BadUserInput(
      `${name}: ${found} is not JSON: expected such as ${example}.`,
      {},
      { cause: error },
    );
  }
}

/** @throws BadUserInput with everything that is wrong about it */
export function readShape<T>(name: string, json: unknown, shape: z.ZodType<T>, example: string): T {
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const wrong = read.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${[name, ...path].join(".")}: ${message}`);
  throw new BadUserInput(`${wrong.join("; ")}: expected such as ${example}.`);
}

/** One of a set of names. @throws BadUserInput */
export function knownValue<T extends string>(
  where: string,
  name: string,
  what: string,
  known: readonly T[],
): T {
  const found = known.find((one) => one === name);
  if (found) return found;
  throw new BadUserInput(
    `${where}: ${JSON.stringify(name.slice(0, 60))} is no ${what}: expected one of ${known.join(", ")}.`,
  );
}
