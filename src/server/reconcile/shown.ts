import type { BadUserInput } from "../../model/errors.ts";
import type { Organisation } from "../../model/organisation.ts";
import type { OtherName } from "../../model/other-name.ts";
import {
  knownAsInWords,
  lifetimeInWords,
  nameScore,
  type PropertyValue,
} from "../../model/reconciliation.ts";
import type { Context } from "../../resolvers/context.ts";
import { otherNameOf } from "../../resolvers/other-name.ts";
import { valuesOf } from "../../resolvers/reconciliation/properties.ts";
import type { Candidate } from "../../resolvers/reconciliation/reconcile.ts";
import { kindType } from "./kind-types.ts";

/** What the protocol shows of organisations. */

/**
 * What tells an organisation from its namesakes: its kind, when it existed, where, and whether it is made up.
 * @param other the name by which it was found, where that is not the one of the day
 */
export async function descriptionOf(
  context: Context,
  organisation: Organisation,
  other: OtherName | null,
): Promise<string> {
  const pcts = await valuesOf(context, "pct", organisation);
  return [
    `${kindType(organisation.kind).name}, ${lifetimeInWords(organisation)}`,
    other && knownAsInWords(other, organisation.asOf),
    organisation.postcode,
    ...pcts.map((pct) => `in ${shownText(pct)}`),
    organisation.confidence === "SYNTHETIC" ? "made up for demonstration (SYNTHETIC)" : null,
  ]
    .filter((part) => part !== null)
    .join("; ");
}

function shownText(value: PropertyValue): string {
  return value.kind === "organisation" ? `${value.organisation.name} (${value.organisation.code})` : "";
}

/** A candidate in a reconciliation result. */
export async function candidateShown(context: Context, { organisation, score, match, evidence }: Candidate) {
  const { fit, agreements } = evidence;
  const other = fit?.otherName == null ? null : await otherNameOf(context, organisation, fit.otherName);
  const agreed = [...agreements].filter(([, agreement]) => agreement !== "unknown");
  return {
    id: organisation.code,
    name: organisation.name,
    description: await descriptionOf(context, organisation, other),
    type: [kindType(organisation.kind)],
    score,
    match,
    features: [
      ...(fit ? [{ id: fit.by === "words" ? "name" : fit.by, value: nameScore(fit) }] : []),
      ...agreed.map(([id, agreement]) => ({ id: `same ${id}`, value: agreement === "agrees" })),
    ],
  };
}

/** What stands in the place of a query's candidates where it cannot be answered: tools look for `result`, people for why. */
export const refusalShown = ({ message, code }: BadUserInput) => ({
  result: [],
  error: { message, extensions: { code } },
});

/** A value in a cell of a data extension response. */
export function shownCell(value: PropertyValue) {
  switch (value.kind) {
    case "text":
      return { str: value.text };
    case "boolean":
      return { bool: value.holds };
    case "count":
      return { int: value.count };
    case "amount":
      return { float: value.amount };
    case "day":
      return { date: `${value.day}T00:00:00Z` };
    case "organisation":
      return { id: value.organisation.code, name: value.organisation.name };
    default:
      return value satisfies never;
  }
}
