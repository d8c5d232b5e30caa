import { z } from "zod";
import { parseDate } from "../../model/dates.ts";
import { BadUserInput, QueryTooComplex } from "../../model/errors.ts";
import { cut } from "../../model/shape-faults.ts";
import type { ExtendedColumn } from "../../resolvers/reconciliation/extend.ts";
import { propertyIds } from "../../resolvers/reconciliation/properties.ts";
import { type AskedClocks, knownValue, namingInput, readJson, type Shape } from "./asked.ts";
import { dayIn } from "./read-queries.ts";

/** How many organisations one request may fetch columns for. */
const maxIds = 250;
const example = '{"ids": ["5PP", "5PN"], "properties": [{"id": "sha"}, {"id": "patients"}]}';

const extensionType = z.object({
  ids: z.array(z.string()),
  properties: z
    .array(z.object({ id: z.string(), settings: z.object({ asOf: z.string().nullish() }).nullish() }))
    .max(propertyIds.length),
});
const extension: Shape<z.infer<typeof extensionType>> = {
  type: extensionType,
  expected: {
    "": `organisations and the columns to fetch for them, such as ${example}`,
    ids: 'an array of codes, such as ["5PP", "5PN"]',
    "ids.*": 'a code, such as "5PP"',
    properties: `an array of at most ${propertyIds.length} properties, such as [{"id": "sha"}]`,
    "properties.*": 'a property, such as {"id": "sha"}',
    "properties.*.id": 'the name of a property, such as "sha"',
    "properties.*.settings": 'what is set for a property, such as {"asOf": "2011-04-01"}',
    "properties.*.settings.asOf": 'a day, such as "2011-04-01"',
  },
};

/** @throws BadUserInput, QueryTooComplex */
export function readExtension(
  text: string,
  clocks: AskedClocks,
): { readonly ids: readonly string[]; readonly columns: readonly ExtendedColumn[] } {
  const { ids, properties } = readJson("extend", text, extension);
  if (ids.length > maxIds) {
    throw new QueryTooComplex(
      `The request asks for ${ids.length} organisations: at most ${maxIds} are allowed. Ask in several requests.`,
      { bound: "ids", limit: maxIds, actual: ids.length },
    );
  }
  const twice = properties.find(({ id }, at) => properties.findIndex((one) => one.id === id) !== at);
  if (twice) {
    throw new BadUserInput(
      `extend.properties: ${JSON.stringify(cut(twice.id))} is there twice, and an answer has room for one of a name: expected each property once, such as [{"id": "sha"}]; ask for another day in another request.`,
    );
  }
  const columns = properties.map(({ id, settings }) => {
    const where = `extend.properties.${id}`;
    const asOf = settings?.asOf ? namingInput(`${where}.asOf`, dayIn(settings.asOf), parseDate) : clocks.asOf;
    return { id: knownValue(where, id, "property", propertyIds), clocks: { ...clocks, asOf } };
  });
  return { ids, columns };
}
