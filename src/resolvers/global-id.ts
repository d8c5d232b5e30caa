import { type Code, parseCode } from "../model/code.ts";
import { type Clocks, parseDate, parseInstant, parseRevision } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { kindNames } from "../model/kinds.ts";
import type { ClockArgs } from "./context.ts";

/**
 * A global id names a view: of which graph, at which clocks, of which organisation. So a client that keeps objects by their
 * ids never mixes two days, and an id alone is enough to ask again. What was not given is left out, so that the id stays
 * the same from one request to the next.
 */

/** What an id says. */
export interface NamedView {
  readonly code: Code;
  readonly clocks: ClockArgs;
}

/** @param graphId of the graph that the organisation was read from; null where it is not known */
export function globalIdOf(
  graphId: string | null,
  { code, asOf, knownAt, atRevision, pinned, revisionPinned }: Clocks & { readonly code: Code },
): string {
  const instant = pinned ? knownAt : "";
  const revision = revisionPinned ? atRevision : "";
  return Buffer.from(`${graphId ?? ""}/${asOf}/${instant}/${revision}/${code}`).toString("base64url");
}

/**
 * Reads an id of the graph that is asked.
 * @param graphId null where it is not known: any graph's is taken then
 * @throws BadUserInput for what is no such id
 */
export function readGlobalId(graphId: string | null, id: string): NamedView {
  const text = Buffer.from(id, "base64url").toString();
  const [graph = "", asOf = "", knownAt = "", revision = "", code = "", ...more] = text.split("/");
  if (code === "" || more.length > 0) throw noGlobalId(id, text);
  if (graph !== "" && graphId !== null && graph !== graphId)
    throw new BadUserInput(
      `${shown(id)} is an id of another graph (${graph}): expected one of this graph (${graphId}), such as the field id of organisation(code: ${JSON.stringify(code)}) answers.`,
    );
  return {
    code: parseCode(code),
    clocks: {
      asOf: parseDate(asOf),
      knownAt: knownAt === "" ? null : parseInstant(knownAt),
      atRevision: revision === "" ? null : parseRevision(revision),
    },
  };
}

function noGlobalId(id: string, text: string): BadUserInput {
  const [kind = "", code = ""] = text.split(":");
  if (code !== "" && (Object.values(kindNames) as string[]).includes(kind))
    return new BadUserInput(
      `${shown(id)} is an id of an earlier version, which said no day: expected the id of a view, as the field id answers it. Ask organisation(code: ${JSON.stringify(code)}) and take its id.`,
    );
  return new BadUserInput(
    `${shown(id)} is not a global id: expected the id of an organisation, as its field id gives it.`,
  );
}

const shown = (id: string): string => JSON.stringify(id.slice(0, 100));
