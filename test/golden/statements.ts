import type { Graph, Statement } from "../../src/graph/graph.ts";

/** A graph as Cypher statements, one a line, that make it again in an empty Neo4j. */

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

/** The statements that make a graph again. */
export async function statementsOf(graph: Graph): Promise<string> {
  const ends = await graph.read(relationships, {});
  const ownLabels = new Set(ends.flatMap(({ to, own }) => (to === null ? own.labels : [])));
  const standing = (await graph.read(nodes, {})).filter(
    ({ labels }) => !labels.some((label) => ownLabels.has(label)),
  );
  const made = standing.map(({ labels, properties }) => `CREATE (${node(labels, properties)})`);
  const joined = ends.map(({ from, type, properties, to, own }) => {
    const relationship = `CREATE (a)-[:${type} ${map(properties)}]->`;
    const start = `MATCH (a:Organisation {code: ${literal(from)}})`;
    return to === null
      ? `${start} ${relationship}(${node(own.labels, own.properties)})`
      : `${start} MATCH (b:Organisation {code: ${literal(to)}}) ${relationship}(b)`;
  });
  return `${[...made.sort(), ...joined.sort()].join(";\n")};\n`;
}

const node = (labels: readonly string[], properties: Properties): string =>
  `${labels.map((label) => `:${label}`).join("")} ${map(properties)}`;

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
