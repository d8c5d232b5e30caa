import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  print,
} from "graphql";

interface Described {
  readonly type: unknown;
  readonly description?: string | null | undefined;
  readonly defaultValue?: unknown;
}
type Fields = Readonly<Record<string, Described & { readonly args?: readonly GraphQLArgument[] }>>;

/** docs/schema.md: every type, field, argument and enum value with its description, grouped by what they are for. */
export function printSchemaDocs(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith("__"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const groups = groupTypes(schema, types);
  const parts = groups.map(([title, members]) =>
    [`## ${title}`, ...members.map((type) => printOne(schema, type))].join("\n\n"),
  );
  return [introduction, contents(groups), ...parts].join("\n\n").concat("\n");
}

const introduction = `# Schema

Every type of the API. Generated from the schema by \`npm run docs\`; [schema.graphql](../schema.graphql) is the same for programs, and
GraphiQL shows it beside the query. An exclamation mark: never null. Questions with answers: [cookbook.md](cookbook.md).

## What clients can rely on

- Fields, arguments, values and types are added at any time. What clients were promised goes only after it was deprecated in a release: \`@deprecated\`
  with what to use instead, and a line in the [changelog](../CHANGELOG.md). Every check compares the schema with the one that was promised last.
- A type of an answer or an argument that has to change gets a new name beside the old one. Until 1.0 a change in place is possible, and stands under "Breaking" in the changelog; so does what a standard does not allow, deprecated or not, as \`node\` with arguments beside \`id\`.
- \`id\` names a view: an organisation on its day, and at the \`knownAt\` and the \`atRevision\` that were given. \`code\` names the body for ever. Nothing else has an \`id\`.
- Each field of Query is null where it fails, with its error beside the data: one bad argument leaves the answers of the others.
- \`history\`, \`conflicts\`, \`practiceCounts\` and \`crosswalk\` are lists that take \`first\` and \`offset\`; everything longer is a connection with cursors, of which \`first: 0\` asks for the totals alone.
- Fields of one name can be asked for in fragments beside each other, but for \`pcts\`: a list of a consortium, a connection of a cluster or an SHA. Where both are asked for, one needs an alias.`;

type Group = readonly [title: string, types: readonly GraphQLNamedType[]];

/** Each type under the first group that it belongs to. */
function groupTypes(schema: GraphQLSchema, types: readonly GraphQLNamedType[]): Group[] {
  const implementing = (name: string) => (type: GraphQLNamedType) =>
    type.name === name ||
    (isObjectType(type) && type.getInterfaces().some((implemented) => implemented.name === name));
  const tests: [string, (type: GraphQLNamedType) => boolean][] = [
    ["Queries", (type) => type === schema.getQueryType()],
    ["Organisations", implementing("Organisation")],
    ["Facts", implementing("Fact")],
    ["Connections", ({ name }) => /(Connection|Edge|^PageInfo)$/.test(name)],
    ["Orders", ({ name }) => /(Order|OrderField|OrderDirection)$/.test(name)],
    ["Filters", isInputObjectType],
    ["Enumerations", isEnumType],
    ["Scalars", isScalarType],
    ["Other types", () => true],
  ];
  const left = new Set(types);
  const groups = tests.map(([title, belongs]): Group => {
    const members = [...left].filter(belongs);
    for (const type of members) left.delete(type);
    return [title, members];
  });
  return groups.filter(([, members]) => members.length > 0);
}

function contents(groups: readonly Group[]): string {
  return groups
    .map(([title, types]) => {
      const links = types.map(({ name }) => `[${name}](#${name.toLowerCase()})`);
      return `- [${title}](#${anchor(title)}): ${links.join(", ")}`;
    })
    .join("\n");
}

const anchor = (title: string): string => title.toLowerCase().replaceAll(" ", "-");

function printOne(schema: GraphQLSchema, type: GraphQLNamedType): string {
  const head = [`### ${type.name}`, oneLine(type.description)];
  if (isEnumType(type)) {
    const rows = type.getValues().map(({ name, description }) => [`\`${name}\``, oneLine(description)]);
    return [...head, table(["value", "meaning"], rows)].join("\n\n");
  }
  if (isInputObjectType(type)) return [...head, ...inputFields(schema, type)].join("\n\n");
  if (isObjectType(type) || isInterfaceType(type)) {
    const interfaces = type.getInterfaces().map(({ name }) => linked(name));
    const also = interfaces.length > 0 ? [`Implements ${interfaces.join(" and ")}.`] : [];
    return [...head, ...also, fieldsTable(type.getFields())].join("\n\n");
  }
  return head.join("\n\n");
}

/** The filter of a link holds all that the filter of a list of the same things does: only what it adds is listed. */
function inputFields(schema: GraphQLSchema, type: GraphQLInputObjectType): string[] {
  const fields = type.getFields();
  const base = schema.getType(type.name.replace(/LinkWhere$/, "Where"));
  if (!isInputObjectType(base) || base === type) return [fieldsTable(fields)];
  const added = Object.entries(fields).filter(([name]) => !(name in base.getFields()));
  return [`All fields of ${linked(base.name)}, and:`, fieldsTable(Object.fromEntries(added))];
}

/** A row a field, and below it a row for each of its arguments. */
function fieldsTable(fields: Fields): string {
  const rows = Object.entries(fields).flatMap(([name, field]) => [
    [`\`${name}\``, linked(String(field.type)) + defaultOf(field), oneLine(field.description)],
    ...(field.args ?? []).map((arg) => [
      `&nbsp;&nbsp;\`${arg.name}:\``,
      linked(String(arg.type)) + defaultOf(arg),
      oneLine(arg.description),
    ]),
  ]);
  return table(["field", "type", "meaning"], rows);
}

function defaultOf({ type, defaultValue }: Described): string {
  const node = defaultValue === undefined ? undefined : astFromValue(defaultValue, type as GraphQLInputType);
  return node ? ` = \`${print(node)}\`` : "";
}

/** A type as it is written, its name linked: \`[Practice!]!\`. */
function linked(written: string): string {
  const escaped = written.replaceAll("[", "\\[").replaceAll("]", "\\]");
  return escaped.replace(/\w+/, (name) => (builtIn.has(name) ? name : `[${name}](#${name.toLowerCase()})`));
}

const builtIn = new Set(["Int", "Float", "String", "Boolean", "ID"]);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const oneLine = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();
