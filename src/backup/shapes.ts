import { z } from "zod";
import { auditActions } from "../model/audit.ts";
import { parseCode } from "../model/code.ts";
import { parseDate, parseFinancialYear, parseInstant } from "../model/dates.ts";
import { type FactKind, factKinds } from "../model/facts.ts";
import { organisationKinds } from "../model/kinds.ts";
import { shapeFaults } from "../model/shape-faults.ts";
import { factFields } from "../vocabulary/derive.ts";
import { descriptionFields } from "../vocabulary/description.ts";
import type { FieldType, StoredField, StoredFields } from "../vocabulary/field.ts";
import { datasetFields, pathfinderCountFields, sourceFields } from "../vocabulary/others.ts";
import type { RecordType } from "./record.ts";

/** What every record looks like. A property that is not known is refused: nothing of a backup is left out in silence. */

/** A text that its reader answers as it stands. */
const as = <T extends string>(parse: (text: string) => T, expected: string) =>
  z.custom<T>((given) => {
    try {
      return typeof given === "string" && parse(given) === given;
    } catch {
      return false;
    }
  }, `expected ${expected}`);

export const instant = as(
  parseInstant,
  "an instant in UTC with milliseconds, such as 2011-04-01T00:00:00.000Z",
);
const code = as(parseCode, "an organisation's code, such as 5PP");
const text = z.string();
export const wholeNumber = z.number().int().nonnegative();
export const hash = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");

const types: Readonly<Record<Extract<FieldType, string>, z.ZodType>> = {
  code,
  count: z.number().int(),
  day: as(parseDate, "a day, such as 2011-04-01"),
  financialYear: as(parseFinancialYear, "a financial year, such as 2011/12"),
  flag: z.boolean(),
  instant,
  name: text.min(1),
  pounds: z.number(),
  share: z.number(),
  text,
  texts: z.array(text),
};

/** A record that says what it does not have to say may also be of a time before the field was there. */
function shapeOf({ type, needed, since }: StoredField): z.ZodType {
  const shape = typeof type === "string" ? types[type] : z.enum(type);
  if (needed) return shape;
  return since === undefined ? shape.nullable() : shape.nullish();
}

const shapesOf = (fields: StoredFields): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shapeOf(field)]));

/** Absent in a backup of format 1, and where nothing was taken away. */
const revision = wholeNumber.min(1).optional();
/** Named since version 5 of the schema. */
const later = {
  ...{ knownFrom: instant.optional(), knownTo: instant.nullish() },
  supersededIn: revision.nullable(),
};
const recorded = {
  factId: z.string().regex(/^[0-9a-f]{20}$/, "expected 20 hexadecimal digits"),
  recordedAt: instant,
  retractedAt: instant.nullable(),
  ...{ addedIn: revision, removedIn: revision.nullable() },
  ...later,
};
const ofDescription = {
  recordedAt: instant,
  addedIn: revision,
  ...later,
  ...{ retractedAt: instant.optional(), removedIn: revision },
  ...{ validFrom: types.day.optional(), validTo: types.day.optional() },
};

const factOf = <Kind extends FactKind>(kind: Kind) =>
  z.strictObject({ ...shapesOf(factFields[kind]), ...recorded, kind: z.literal(kind) });
const facts = factKinds.map(factOf);

/** The audit chain's own hashes tell whether it is as it was written: only what is read of it here is asked for. */
const audit = z.looseObject({
  sequence: wholeNumber,
  revision: wholeNumber,
  at: instant,
  recordedAt: instant,
  who: text,
  action: z.enum(auditActions),
  organisations: z.array(text).nullable(),
  idempotency: z.looseObject({ key: text }).nullable(),
  digest: hash,
  previousHash: hash,
  hash,
});

const shapes = {
  dataset: z.strictObject(shapesOf(datasetFields)),
  source: z.strictObject(shapesOf(sourceFields)),
  pathfinderCount: z.strictObject(shapesOf(pathfinderCountFields)),
  organisation: z.strictObject({
    code,
    kind: z.enum(organisationKinds),
    descriptions: z.array(z.strictObject({ ...shapesOf(descriptionFields), ...ofDescription })).min(1),
  }),
  edition: z.strictObject({
    ...{
      name: text,
      source: text,
      knownFrom: instant,
      published: text,
      partial: z.boolean(),
    },
    ...{ covers: text, unclear: z.array(text), content: hash, file: hash, addedIn: wholeNumber.min(1) },
    parts: z.array(text),
  }),
  fact: z.discriminatedUnion("kind", facts as [(typeof facts)[number], ...typeof facts]),
  audit,
} satisfies Record<RecordType, z.ZodType>;

/** What a value lacks to be one of a kind of record, in words; null where it is one. */
export function shapeFault(type: RecordType, value: unknown): string | null {
  const read = shapes[type].safeParse(value);
  if (read.success) return null;
  return shapeFaults("", value, read.error.issues, {}).replace(/\.$/, "");
}
