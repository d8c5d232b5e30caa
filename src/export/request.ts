import { type ExportScope, exportScopes } from "../graph/statements/export.ts";
import { parseCode } from "../model/code.ts";
import { parseDate, parseInstant, parseRevision } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { type OrganisationKind, organisationKinds } from "../model/kinds.ts";
import type { ExportRequest } from "./extract.ts";

/** What a user can say of an export, as text. */
export interface GivenRequest {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly atRevision?: string | undefined;
  readonly scope?: string | undefined;
  readonly within?: string | undefined;
  readonly kinds?: string | undefined;
}

/**
 * Reads what a user asks to export.
 * @param defaultAsOf the day where none is given
 * @throws BadUserInput
 */
export function parseRequest(given: GivenRequest, defaultAsOf: ExportRequest["asOf"]): ExportRequest {
  const { asOf, knownAt, atRevision, scope, within, kinds } = given;
  return {
    asOf: asOf === undefined ? defaultAsOf : parseDate(asOf),
    ...(knownAt === undefined ? {} : { knownAt: parseInstant(knownAt) }),
    ...(atRevision === undefined ? {} : { atRevision: parseRevision(atRevision) }),
    scope: scope === undefined ? "day" : parseScope(scope),
    ...(within === undefined ? {} : { within: parseCode(within) }),
    ...(kinds === undefined ? {} : { kinds: parseKinds(kinds) }),
  };
}

function parseScope(text: string): ExportScope {
  const scope = exportScopes.find((name) => name === text);
  if (scope) return scope;
  throw new BadUserInput(
    `${JSON.stringify(text.slice(0, 60))} is not a scope: expected one of ${exportScopes.join(", ")}.`,
  );
}

function parseKinds(text: string): OrganisationKind[] {
  return text.split(",").map((name) => {
    const kind = organisationKinds.find((known) => known === name.trim().toUpperCase().replace("-", "_"));
    if (kind) return kind;
    throw new BadUserInput(
      `${JSON.stringify(name.slice(0, 60))} is not a kind of organisation: expected some of ${organisationKinds.join(", ")}, such as PRACTICE,PCT.`,
    );
  });
}
