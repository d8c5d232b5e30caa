import type { FastifyRequest } from "fastify";
import { BadUserInput } from "../../model/errors.ts";
import { type ConsortiumStanding, consortiumStandings } from "../../model/kinds.ts";

/**
 * The parameters of a request by name, each given once or not at all.
 * @throws BadUserInput for one that the route does not have
 */
export function exportParameters<Name extends string>(
  request: FastifyRequest,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given = request.query as Readonly<Record<string, string | readonly string[]>>;
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name as Name)) {
      throw new BadUserInput(
        `${JSON.stringify(name.slice(0, 60))} is no parameter of ${request.routeOptions.url}: expected some of ${names.join(", ")}.`,
      );
    }
    if (typeof value !== "string") {
      throw new BadUserInput(
        `${name} is given ${value.length} times: expected it once, such as ${name}=${value[0]}.`,
      );
    }
  }
  return given as Partial<Record<Name, string>>;
}

/** @throws BadUserInput */
export function parseStandings(text: string | undefined): readonly ConsortiumStanding[] | undefined {
  return text?.split(",").map((name) => {
    const standing = consortiumStandings.find((known) => known === name.trim().toUpperCase());
    if (standing) return standing;
    throw new BadUserInput(
      `standing: ${JSON.stringify(name.slice(0, 60))} is not a standing: expected some of ${consortiumStandings.join(", ")}, such as standing=OUTSIDE,UNCLEAR.`,
    );
  });
}

/** @throws BadUserInput */
export function revisionAsked(text: string | undefined): number {
  if (text !== undefined && /^\d{1,12}$/.test(text)) return Number(text);
  throw new BadUserInput(
    `since: ${text === undefined ? "nothing is given" : `${JSON.stringify(text.slice(0, 60))} is not a revision`}: expected the revision that a mirror is at, such as since=12, or since=0 for everything.`,
  );
}
