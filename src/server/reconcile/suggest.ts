import type { Clocks } from "../../model/dates.ts";
import { NotFound } from "../../model/errors.ts";
import { organisationKinds } from "../../model/kinds.ts";
import { readSearchText } from "../../model/search.ts";
import { type Context, clocksOf } from "../../resolvers/context.ts";
import { otherNameOf } from "../../resolvers/other-name.ts";
import { organisationAt } from "../../resolvers/reconciliation/extend.ts";
import { propertyIds, propertyOf } from "../../resolvers/reconciliation/properties.ts";
import { hitCounts, search } from "../../resolvers/search.ts";
import { type AskedClocks, knownValue } from "./asked.ts";
import { kindType, kindTypes } from "./kind-types.ts";
import { escapeHtml, summaryHtml } from "./preview.ts";
import { descriptionOf } from "./shown.ts";

/** What is completed while somebody types, and the small page beside each. */

/** How many suggestions at once. */
const page = 10;

/** What is suggested has been skipped as often as the cursor says. */
const cursorIn = (parameters: URLSearchParams): number => {
  const cursor = Number(parameters.get("cursor") ?? 0);
  return Number.isSafeInteger(cursor) && cursor > 0 ? cursor : 0;
};

export async function suggestOrganisations(
  context: Context,
  parameters: URLSearchParams,
  clocks: AskedClocks,
) {
  const text = parameters.get("prefix") ?? "";
  const cursor = cursorIn(parameters);
  const type = parameters.get("type");
  const kind = type ? knownValue("type", type, "type", organisationKinds) : null;
  if (!readSearchText(text) || cursor >= hitCounts.max) return { result: [] };
  const first = Math.min(cursor + page, hitCounts.max);
  const hits = await search(context, { ...clocks, text, kinds: kind ? [kind] : [], first });
  const result = hits.slice(cursor).map(async ({ organisation, otherName }) => ({
    id: organisation.code,
    name: organisation.name,
    description: await descriptionOf(
      context,
      organisation,
      otherName === null ? null : await otherNameOf(context, organisation, otherName),
    ),
    notable: [kindType(organisation.kind)],
  }));
  return { result: await Promise.all(result) };
}

interface Suggestible {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

const allProperties: readonly Suggestible[] = [
  ...propertyIds.map((id) => ({ id, name: propertyOf(id).name, description: propertyOf(id).description })),
  {
    id: "asOf",
    name: "As of",
    description: "The day that a row is of, such as 2011-04-01: it is matched to what existed then.",
  },
];

export const suggestTypes = (parameters: URLSearchParams) => suggestAmong(kindTypes, parameters);
export const suggestProperties = (parameters: URLSearchParams) => suggestAmong(allProperties, parameters);

function suggestAmong(all: readonly Suggestible[], parameters: URLSearchParams) {
  const prefix = (parameters.get("prefix") ?? "").trim().toLowerCase();
  const begins = ({ id, name }: Suggestible) =>
    [id, ...name.split(" "), name].some((word) => word.toLowerCase().startsWith(prefix));
  const cursor = cursorIn(parameters);
  return { result: all.filter(begins).slice(cursor, cursor + 2 * page) };
}

export type Flyout = (
  context: Context,
  id: string,
  clocks: AskedClocks,
) => Promise<{ id: string; html: string }>;

export const flyouts: Readonly<Record<"entity" | "type" | "property", Flyout>> = {
  async entity(context, id, clocks) {
    return { id, html: await summaryOf(context, id, clocks) };
  },
  type: async (_context, id) => ({ id, html: describedIn(kindTypes, id) }),
  property: async (_context, id) => ({ id, html: describedIn(allProperties, id) }),
};

function describedIn(all: readonly Suggestible[], id: string): string {
  const found = all.find((one) => one.id === id);
  if (!found) {
    throw new NotFound(
      `id: there is no ${JSON.stringify(id.slice(0, 60))}: expected one of ${all.map((one) => one.id).join(", ")}.`,
    );
  }
  return `<p><strong>${escapeHtml(found.name)}</strong></p><p>${escapeHtml(found.description ?? found.id)}</p>`;
}

/** @throws NotFound where there is no organisation of that code */
export async function summaryOf(context: Context, id: string, clocks: AskedClocks): Promise<string> {
  const at: Clocks = clocksOf(clocks, context);
  const organisation = await organisationAt(context, id, at);
  if (organisation) return summaryHtml(context, organisation);
  throw new NotFound(
    `id: there is no organisation ${JSON.stringify(id.slice(0, 60))} in the graph: expected a code that it holds, such as 5PP.`,
  );
}
