import {
  type EntityName,
  entityNames,
  type FilterField,
  filterEntities,
  type ListedEntity,
  orderableFields,
  type Where,
} from "../model/filters.ts";
import { capital } from "../vocabulary/field.ts";
import { builder, type InputFields } from "./builder.ts";
import { enumTypes } from "./enums.ts";

/** The inputs of filters and orders, built from the vocabulary in src/model/filters.ts. */

const text = {
  eq: "equals",
  not: "differs from",
  in: "is one of",
  contains: "contains",
  startsWith: "starts with",
};
const ordered = {
  eq: "equals",
  not: "differs from",
  in: "is one of",
  gt: "is greater (later) than",
  gte: "is at least",
  lt: "is less (earlier) than",
  lte: "is at most",
};
const listed = { eq: "equals", not: "differs from", in: "is one of" };

const scalarFilters = {
  text: { name: "Text", type: "String", operators: text, note: " without regard to case" },
  integer: { name: "Int", type: "Int", operators: ordered, note: "" },
  number: { name: "Float", type: "Float", operators: ordered, note: "" },
  date: { name: "Date", type: "Date", operators: ordered, note: "" },
  financialYear: { name: "FinancialYear", type: "FinancialYear", operators: ordered, note: "" },
} as const;

const refs = new Map<string, ReturnType<typeof builder.inputRef<Where>>>();

/** The filter on one value, with `isNull` where the value can be missing. */
function scalarFilter({ type, nullable = false }: FilterField) {
  const scalar = scalarFilters[type as keyof typeof scalarFilters] as
    | (typeof scalarFilters)["text"]
    | undefined;
  const name = `${nullable ? "Nullable" : ""}${scalar?.name ?? type}Filter`;
  const existing = refs.get(name);
  if (existing) return existing;
  const ref = builder.inputRef<Where>(name);
  refs.set(name, ref);
  const valueType = scalar ? scalar.type : enumTypes[type as keyof typeof enumTypes];
  ref.implement({
    description: `A condition on a value${scalar?.note ?? ""}; several operators must all hold.`,
    fields: (t) => {
      const fields: Record<string, ReturnType<typeof t.field>> = {};
      for (const [operator, meaning] of Object.entries(scalar?.operators ?? listed)) {
        const type = operator === "in" ? ([valueType] as never) : (valueType as never);
        fields[operator] = t.field({ type, description: `The value ${meaning} this.` });
      }
      if (nullable) fields.isNull = t.boolean({ description: "Whether the value is missing." }) as never;
      return fields as never;
    },
  });
  return ref;
}

const whereRefs = new Map(entityNames.map((entity) => [entity, builder.inputRef<Where>(`${entity}Where`)]));
const linkRefs = new Map(
  linkedBy("one").map((entity) => [entity, builder.inputRef<Where>(`${entity}LinkWhere`)]),
);
const listRefs = new Map(
  linkedBy("many").map((entity) => [entity, builder.inputRef<Where>(`${entity}ListWhere`)]),
);

/** What links of a kind lead to: an input that nothing leads to would be a name that no client can use. */
function linkedBy(kind: "one" | "many"): EntityName[] {
  const targets = Object.values(filterEntities).flatMap((each) =>
    Object.values(each[kind]).map(({ entity }) => entity),
  );
  return entityNames.filter((entity) => targets.includes(entity));
}

function refOf(map: typeof whereRefs, entity: EntityName) {
  const ref = map.get(entity);
  if (!ref) throw new Error(`No filter for ${entity}`);
  return ref;
}

function conditionsOn(t: InputFields, entity: EntityName) {
  const { fields, one, many } = filterEntities[entity];
  const where = refOf(whereRefs, entity);
  const inputs: Record<string, unknown> = {
    AND: t.field({ type: [where], description: "All of these hold." }),
    OR: t.field({ type: [where], description: "At least one of these holds." }),
    NOT: t.field({ type: where, description: "This does not hold." }),
  };
  for (const [name, field] of Object.entries(fields)) {
    const description = `${capital(field.meaning)}.`;
    inputs[name] =
      field.type === "boolean"
        ? t.boolean({ description })
        : t.field({ type: scalarFilter(field), description });
  }
  for (const [name, link] of Object.entries(one)) {
    inputs[name] = t.field({ type: refOf(linkRefs, link.entity), description: `${capital(link.meaning)}.` });
  }
  for (const [name, link] of Object.entries(many)) {
    inputs[name] = t.field({ type: refOf(listRefs, link.entity), description: `${capital(link.meaning)}.` });
  }
  return inputs as never;
}

for (const entity of entityNames) {
  refOf(whereRefs, entity).implement({
    description: `Conditions on ${entity}; all that are given must hold.`,
    fields: (t) => conditionsOn(t as InputFields, entity),
  });
}
for (const [entity, ref] of linkRefs) {
  ref.implement({
    description: `Conditions on the ${entity} at the other end of a link that leads to one; where several claims are live, any of them may fit.`,
    fields: (t) => ({
      ...(conditionsOn(t as InputFields, entity) as object),
      exists: t.boolean({ description: "false: there is none. true: there is one." }),
    }),
  });
}
for (const [entity, ref] of listRefs) {
  const where = refOf(whereRefs, entity);
  ref.implement({
    description: `Conditions on the ${entity}s at the other end of a link that leads to many.`,
    fields: (t) => ({
      some: t.field({ type: where, description: "At least one fits." }),
      every: t.field({ type: where, description: "Each one fits; true where there is none." }),
      none: t.field({ type: where, description: "Not one fits; {} asks that there is none at all." }),
    }),
  });
}

/** One key of an order as a client gives it. */
export interface GivenOrder {
  readonly field: string;
  readonly direction: "ASC" | "DESC";
}

const direction = builder.enumType("OrderDirection", {
  description: "Which way a list is sorted; missing values come last either way.",
  values: {
    ASC: { description: "From small to large, from early to late, from A to Z." },
    DESC: { description: "From large to small, from late to early, from Z to A." },
  },
});

/** The filter of an entity's lists. */
export const whereOf = (entity: ListedEntity) => refOf(whereRefs, entity);

/** The order of an entity's lists: one key, to be given several times for several keys. */
export function orderOf(entity: ListedEntity) {
  const name = `${entity}Order`;
  const existing = refs.get(name) as unknown as ReturnType<typeof builder.inputRef<GivenOrder>> | undefined;
  if (existing) return existing;
  const { fields } = filterEntities[entity];
  const values = orderableFields(entity).map((field) => [
    screaming(field),
    { value: field, description: `${capital(fields[field]?.meaning ?? field)}.` },
  ]);
  const fieldEnum = builder.enumType(`${entity}OrderField`, {
    description: `What ${entity}s can be sorted by.`,
    values: Object.fromEntries(values) as Record<string, { value: string; description: string }>,
  });
  const ref = builder.inputRef<GivenOrder>(name).implement({
    description: "One key of an order; the code decides between equals.",
    fields: (t) =>
      ({
        field: t.field({ type: fieldEnum, required: true, description: "What to sort by." }),
        direction: t.field({
          type: direction,
          required: true,
          defaultValue: "ASC",
          description: "Which way.",
        }),
      }) as never,
  });
  refs.set(name, ref as never);
  return ref;
}

const screaming = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
