import { type GraphQLField, type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from "graphql";
import { kindNames, organisationKinds } from "../../../src/model/kinds.ts";

/** A list that is read page by page: a field of Query, or of an organisation. */
export interface PagedList {
  /** Such as PCT.practices. */
  readonly name: string;
  readonly backwards: boolean;
  /** The query of a page, "list" in the answer. @param given further arguments; the cursor is $at */
  readonly page: (given: string) => string;
}

/** Organisations that have several of whatever their lists hold. */
const owners: Record<string, string | undefined> = {
  ...Object.fromEntries(
    organisationKinds.map((kind) => [kindNames[kind], `${kind.toLowerCase().replace("_", "-")}-now`]),
  ),
  Organisation: "pct-now",
  Query: undefined,
};

/** Every field that takes a cursor. */
export function pagedLists(schema: GraphQLSchema): PagedList[] {
  return Object.entries(owners).flatMap(([owner, code]) => {
    const type = schema.getType(owner);
    if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`There is no type ${owner}`);
    return Object.values(type.getFields())
      .filter((field) => has(field, "after"))
      .map((field) => ({
        name: `${owner}.${field.name}`,
        backwards: has(field, "last"),
        page: (given: string) => {
          const list = `list: ${field.name}(${[...settled(field), given].join(", ")}) ${selected(field)}`;
          const within = `organisation(code: "${code}") { __typename ... on ${owner} { ${list} } }`;
          return `query${given.includes("$at") ? " ($at: String)" : ""} { ${code ? within : list} }`;
        },
      }));
  });
}

const has = (field: GraphQLField<unknown, unknown>, argument: string) =>
  field.args.some(({ name }) => name === argument);

/** What a list is given on each of its pages, since a cursor is refused where the rest differs. */
function settled(field: GraphQLField<unknown, unknown>): string[] {
  const values: Record<string, string> = {
    where: "{ confidence: { in: [CONFIRMED, REPORTED, DERIVED, SYNTHETIC] } }",
    orderBy: "[{ field: CONFIDENCE, direction: DESC }]",
    asOf: `"2011-03-01"`,
    knownAt: `"2011-04-12T12:00:00Z"`,
    atRevision: "5",
    depth: "2",
    from: `"2010-10-01"`,
    to: `"2011-10-01"`,
    standing: "[MEMBER, OUTSIDE, UNCLEAR]",
    ...(has(field, "standing") ? { within: `"PC100"` } : {}),
  };
  return field.args.flatMap(({ name }) => (values[name] ? [`${name}: ${values[name]}`] : []));
}

function selected(field: GraphQLField<unknown, unknown>): string {
  const connection = getNamedType(field.type).name;
  const shown = { ChangeConnection: "description", DelegationConnection: "factId" }[connection] ?? "code";
  return `{ totalCount edges { cursor } nodes { __typename ${shown} } pageInfo { hasNextPage hasPreviousPage } }`;
}
