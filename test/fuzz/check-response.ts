import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a client may be told to mend. UNAVAILABLE and INTERNAL_SERVER_ERROR are not among them. */
const clientCodes = new Set([
  "BAD_USER_INPUT",
  "NOT_FOUND",
  "QUERY_TOO_COMPLEX",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
]);

/** Why an answer is none that GraphQL allows and that a client can use; undefined where it is one. */
export function faultIn(
  schema: GraphQLSchema,
  query: string,
  { status, body }: HttpAnswer,
): string | undefined {
  try {
    if (status !== 200 && status !== 400) throw new Error(`HTTP status ${status}`);
    const { data, errors, extensions: _, ...others } = objectOf(body, "the response");
    if (Object.keys(others).length > 0) throw new Error(`unknown entries ${Object.keys(others)}`);
    checkErrors(errors, data === undefined);
    if (status === 400 && data !== undefined) throw new Error("HTTP status 400 with data");
    if (data !== undefined && data !== null) checkData(schema, query, data);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${what} is no object: ${JSON.stringify(value)?.slice(0, 200)}`);
}

function checkErrors(errors: unknown, required: boolean): void {
  if (errors === undefined && !required) return;
  if (!Array.isArray(errors) || errors.length === 0) throw new Error("neither data nor errors");
  for (const error of errors) {
    const { message, extensions } = objectOf(error, "an error");
    if (typeof message !== "string" || message === "") throw new Error("an error without a message");
    const { code } = objectOf(extensions, `the extensions of "${message}"`);
    if (!clientCodes.has(code as string)) throw new Error(`${code}: ${message.replace(/id \S+/, "id …")}`);
  }
}

function checkData(schema: GraphQLSchema, query: string, data: unknown): void {
  const [operation] = parse(query).definitions;
  const root = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !root) throw new Error("no query");
  checkObject(schema, root, operation.selectionSet, data, "data");
}

function checkObject(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selection: SelectionSetNode,
  value: unknown,
  path: string,
): void {
  const { __typename = type.name, ...held } = objectOf(value, path);
  if (__typename !== type.name) throw new Error(`${path} is a ${__typename}, not a ${type.name}`);
  const fields = fieldsFor(type, selection);
  const expected = fields.map(({ alias, name }) => (alias ?? name).value);
  const names = (keys: readonly string[]) => [...keys].sort().join(" ");
  if (names(Object.keys(held)) !== names(expected)) {
    throw new Error(`${path} holds "${names(Object.keys(held))}", and "${names(expected)}" was asked for`);
  }
  fields.forEach((field, index) => {
    const key = expected[index] ?? "";
    const definition = type.getFields()[field.name.value];
    if (!definition) throw new Error(`${path}.${key} is no field of ${type.name}`);
    checkValue(schema, definition.type, field.selectionSet, held[key], `${path}.${key}`);
  });
}

/** The fields, without __typename, that a selection asks of one concrete type. */
function fieldsFor(type: GraphQLObjectType, selection: SelectionSetNode): FieldNode[] {
  return selection.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === "__typename" ? [] : [node];
    if (node.kind !== Kind.INLINE_FRAGMENT) throw new Error("The generator writes no named fragments");
    return node.typeCondition?.name.value === type.name ? fieldsFor(type, node.selectionSet) : [];
  });
}

function checkValue(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  selection: SelectionSetNode | undefined,
  value: unknown,
  path: string,
): void {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) throw new Error(`${path} is null`);
    checkValue(schema, type.ofType, selection, value, path);
  } else if (value === null) {
    return;
  } else if (isListType(type)) {
    if (!Array.isArray(value)) throw new Error(`${path} is no list`);
    value.forEach((item, index) => {
      checkValue(schema, type.ofType, selection, item, `${path}.${index}`);
    });
  } else if (isEnumType(type)) {
    if (!type.getValue(String(value))) throw new Error(`${path} is no ${type.name}: ${value}`);
  } else if (isScalarType(type)) {
    if (!fits(type.name, value)) throw new Error(`${path} is no ${type.name}: ${JSON.stringify(value)}`);
  } else {
    const { __typename } = objectOf(value, path);
    const concrete = isObjectType(type) ? type : schema.getType(String(__typename));
    if (!isObjectType(concrete) || !selection) throw new Error(`${path} is of no type: ${__typename}`);
    checkObject(schema, concrete, selection, value, path);
  }
}

const texts: Readonly<Record<string, RegExp>> = {
  Date: /^[1-9]\d{3}-\d\d-\d\d$/,
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  FinancialYear: /^\d{4}\/\d\d$/,
};

function fits(scalar: string, value: unknown): boolean {
  if (scalar === "Int") return Number.isInteger(value);
  if (scalar === "Float") return Number.isFinite(value);
  if (scalar === "Boolean") return typeof value === "boolean";
  return typeof value === "string" && (texts[scalar]?.test(value) ?? true);
}
