import { z } from "zod";
import { type IsoDate, parseDate } from "../../model/dates.ts";
import { BadUserInput, QueryTooComplex } from "../../model/errors.ts";
import { organisationKinds } from "../../model/kinds.ts";
import type { GivenValue } from "../../model/reconciliation.ts";
import { longestSearchText } from "../../model/search.ts";
import { type PropertyId, propertyIds } from "../../resolvers/reconciliation/properties.ts";
import type { ReconciliationQuery } from "../../resolvers/reconciliation/reconcile.ts";
import { knownValue, namingInput, readJson, readShape, type Shape } from "./asked.ts";

/** How many queries one request may hold: the manifest says so. */
export const queriesInBatch = 50;
/** Candidates where a query names no limit, and at the most. */
const candidates = { default: 10, max: 100 };
/** The day that a row is of, which a column of the table may hold. */
const dayProperty = "asOf";
const example = '{"query": "Cambridgeshire PCT", "type": "PCT", "limit": 3}';

const value = z.union([z.string(), z.number(), z.boolean(), z.object({ id: z.string() })]);
const type = z.union([z.string(), z.object({ id: z.string() })]);
const maxProperties = 20;
const queryType = z.object({
  query: z.string().max(longestSearchText).nullish(),
  type: z.union([type, z.array(type)]).nullish(),
  limit: z.number().int().min(1).nullish(),
  properties: z
    .array(z.object({ pid: z.string(), v: z.union([value, z.array(value.nullish())]).nullish() }))
    .max(maxProperties)
    .nullish(),
});
const query: Shape<z.infer<typeof queryType>> = {
  type: queryType,
  expected: {
    "": `a query, such as ${example}`,
    query: `a text of at most ${longestSearchText} characters, such as "Cambridgeshire PCT"`,
    type: `a type or an array of types, each of them one of ${organisationKinds.join(", ")}, such as "PCT"`,
    limit: "a whole number of candidates, 1 or more, such as 3",
    properties: `an array of at most ${maxProperties} properties, such as [{"pid": "postcode", "v": "PE29 3RN"}]`,
    "properties.*": 'a property with its value, such as {"pid": "postcode", "v": "PE29 3RN"}',
    "properties.*.pid": 'the name of a property, such as "postcode"',
    "properties.*.v":
      'a text, a number, true, false, an organisation such as {"id": "5PP"}, or an array of these',
  },
};
const batch: Shape<Record<string, unknown>> = {
  // A record of zod leaves out what is called "__proto__", and a query of that name would go unanswered.
  type: z.custom<Record<string, unknown>>(
    (json) => typeof json === "object" && json !== null && !Array.isArray(json),
  ),
  expected: { "": `queries, each under a name of your own, such as {"q0": ${example}}` },
};

/** A query of a batch, or why it cannot be answered: the others can. */
export type QueryRead =
  | { readonly kind: "query"; readonly query: ReconciliationQuery }
  | { readonly kind: "refused"; readonly error: BadUserInput };

/**
 * Reads a reconciliation query batch: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 * @returns the queries by their identifiers
 * @throws BadUserInput for what is no batch, QueryTooComplex
 */
export function readQueries(text: string): ReadonlyMap<string, QueryRead> {
  const read = Object.entries(readJson("queries", text, batch));
  if (read.length > queriesInBatch) {
    throw new QueryTooComplex(
      `The batch holds ${read.length} queries: at most ${queriesInBatch} are allowed, as "batchSize" of the manifest says. Ask in several requests.`,
      { bound: "batchSize", limit: queriesInBatch, actual: read.length },
    );
  }
  return new Map(read.map(([id, asked]) => [id, readOne(`queries.${id}`, asked)]));
}

function readOne(where: string, asked: unknown): QueryRead {
  try {
    return { kind: "query", query: readQuery(where, readShape(where, asked, query)) };
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    return { kind: "refused", error };
  }
}

function readQuery(where: string, asked: z.infer<typeof queryType>): ReconciliationQuery {
  const given = new Map<PropertyId, readonly GivenValue[]>();
  let asOf: IsoDate | null = null;
  for (const { pid, v } of asked.properties ?? []) {
    const values = [v ?? []].flat().flatMap((one) => (isBlank(one) ? [] : [one]));
    if (values.length === 0) continue;
    if (pid === dayProperty) asOf = namingInput(`${where}.${pid}`, dayIn(values[0]), parseDate);
    else given.set(knownValue(where, pid, "property", [...propertyIds, dayProperty]) as PropertyId, values);
  }
  return {
    text: asked.query?.trim() || null,
    kinds: [asked.type ?? []]
      .flat()
      .map((one) => knownValue(where, typeof one === "string" ? one : one.id, "type", organisationKinds)),
    limit: Math.min(asked.limit ?? candidates.default, candidates.max),
    asOf,
    given,
  };
}

/** Empty cells of a table say nothing, whatever a tool sends for them. */
const isBlank = (given: GivenValue | null | undefined): given is null | undefined =>
  given === null || given === undefined || (typeof given === "string" && given.trim() === "");

/** A day, also where a tool gives it as the instant at its beginning. */
export const dayIn = (given: GivenValue | undefined): string =>
  String(typeof given === "object" ? given.id : given).replace(/T00:00(:00(\.0+)?)?Z?$/, "");
