import { z } from "zod";
import { parseDate } from "../../model/dates.ts";
import { QueryTooComplex } from "../../model/errors.ts";
import type { ExtendedColumn } from "../../resolvers/reconciliation/extend.ts";
import { propertyIds } from "../../resolvers/reconciliation/properties.ts";
import { type AskedClocks, knownValue, namingInput, readJson } from "./asked.ts";
import { dayIn } from "./read-queries.ts";

/** How many organisations one request may fetch columns for. */
const maxIds = 250;
const example = '{"ids": ["5PP", "5PN"], "properties": [{"id": "sha"}, {"id": "patients"}]}';

const extension = z.object({
  ids: z.array(z.string()),
  properties: z
    .array(z.object({ id: z.string(), settings: z.object({ asOf: z.string().nullish() }).nullish() }))
    .max(propertyIds.length),
});

/** @throws BadUserInput, QueryTooComplex */
export function readExtension(
  text: string,
  clocks: AskedClocks,
): { readonly ids: readonly string[]; readonly columns: readonly ExtendedColumn[] } {
  const { ids, properties } = readJson("extend", text, extension, example);
  if (ids.length > maxIds) {
    throw new QueryTooComplex(
      `The request asks for ${ids.length} organisations: at most ${maxIds} are allowed. Ask in several requests.`,
      { bound: "ids", limit: maxIds, actual: ids.length },
    );
  }
  const columns = properties.map(({ id, settings }) => {
    const where = `extend.properties.${id}`;
    const asOf = settings?.asOf ? namingInput(`${where}.asOf`, dayIn(settings.asOf), parseDate) : clocks.asOf;
    return { id: knownValue(where, id, "property", propertyIds), clocks: { ...clocks, asOf } };
  });
  return { ids, columns };
}
