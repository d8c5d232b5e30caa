import type { Graph, Statement } from "../../src/graph/graph.ts";

/** A graph as Cypher statements that make it again in an empty Neo4j. */

type Properties = Readonly<Record<string, unknown>>;

const nodes: Statement<object, { labels: readonly string[]; properties: Properties }> = {
  name: "all nodes",
  cypher: "MATCH (n) WHERE NOT n:TestGraph RETURN labels(n) AS labels, properties(n) AS properties",
  row: (raw) => ({ labels: raw.labels as string[], properties: raw.properties as Properties }),
};

interface Relationship {
  readonly from: string;
  readonly type: string;
  readonly properties: Properties;
  /** The code of an organisation; null where it ends at a node of its own. */
  readonly to: string | null;
  readonly own: { readonly labels: readonly string[]; readonly properties: Properties };
}

const relationships: Statement<object, Relationship> = {
  name: "all relationships",
  cypher: `MATCH (a)-[r]->(b)
RETURN a.code AS from, type(r) AS type, properties(r) AS properties,
  CASE WHEN b:Organisation THEN b.code END AS to, labels(b) AS labels, properties(b) AS own`,
  row: (raw) => ({
    from: String(raw.from),
    type: String(raw.type),
    properties: raw.properties as Properties,
    to: (raw.to ?? null) as string | null,
    own: { labels: raw.labels as string[], properties: raw.own as Properties },
  }),
};

/** The statements that make a graph again: one for the nodes of each label, one for the facts of each type. */
export async function statementsOf(graph: Graph): Promise<string> {
  const ends = await graph.read(relationships, {});
  const ownLabels = new Set(ends.flatMap(({ to, own }) => (to === null ? own.labels : [])));
  const standing = (await graph.read(nodes, {})).filter(
    ({ labels }) => !labels.some((label) => ownLabels.has(label)),
  );
  const made = standing.map(({ labels, properties }) => ({
    how: `CREATE (n${labelled(labels)}) SET n = row`,
    row: map(properties),
  }));
  const joined = ends.map(({ from, type, properties, to, own }) => {
    const end =
      to === null
        ? `CREATE (b${labelled(own.labels)}) SET b = row.b`
        : "MATCH (b:Organisation {code: row.b})";
    return {
      how: `MATCH (a:Organisation {code: row.a}) ${end} CREATE (a)-[r:${type}]->(b) SET r = row.r`,
      row: `{a: ${literal(from)}, b: ${to === null ? map(own.properties) : literal(to)}, r: ${map(properties)}}`,
    };
  });
  return [...grouped(made), ...grouped(joined)].join("");
}

/** Each statement is planned anew, so that there are few. */
function grouped(rows: readonly { readonly how: string; readonly row: string }[]): string[] {
  return [...new Set(rows.map(({ how }) => how))].sort().map((how) => {
    const own = rows.filter((row) => row.how === how).map(({ row }) => row);
    return `UNWIND [\n${own.sort().join(",\n")}\n] AS row ${how};\n`;
  });
}

const labelled = (labels: readonly string[]): string => labels.map((label) => `:${label}`).join("");

function map(properties: Properties): string {
  const entries = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${name}: ${literal(value)}`).join(", ")}}`;
}

/** JSON is Cypher for texts, numbers, booleans and lists of them. */
const literal = (value: unknown): string => JSON.stringify(value);

/** Makes a graph again, in one transaction. */
export async function runStatements(graph: Graph, text: string): Promise<void> {
  const statements = text.split(";\n").filter((statement) => statement !== "");
  await graph.write(async (transaction) => {
    for (const cypher of statements)
      await transaction.run({ name: "golden statement", cypher, row: () => null }, {});
  });
}
