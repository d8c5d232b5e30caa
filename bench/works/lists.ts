import {
  at,
  clocks,
  clockVariables,
  type Json,
  type JsonObject,
  listAt,
  liveEdge,
  liveNode,
  type Question,
  type Subject,
} from "./work.ts";

/** Lists with conditions: the question of practices without a delegated budget, and the orphans. */

const inForce = `${liveEdge.slice(0, -1)}, stage: {eq: "IN_FORCE"}}`;
/** That a practice is a member of no consortium to which a delegation is in force. */
const withoutBudget = `NOT: {consortiumConnection: {some: {${liveEdge}, node: {OR: [{delegatedByPctConnection: {some: {${inForce}}}}, {delegatedByClusterConnection: {some: {${inForce}}}}]}}}}`;
/** That an organisation lies under a cluster; `more` is said of the cluster. */
const underCluster = (more: string) =>
  `pctConnection: {some: {${liveEdge}, node: {clusterConnection: {some: {${liveEdge}, node: {${more}}}}}}}`;

const ourList = (field: string, where: string, nodes: string, variables: JsonObject = {}): Question => ({
  query: `query ($asOf: Date!, $knownAt: DateTime!${declared(variables, "String!")}) { ${field}(${where}first: 50, asOf: $asOf, knownAt: $knownAt) { totalCount totalPatients nodes { ${nodes} } } }`,
  variables: { ...clocks, ...variables },
});
const peerList = (where: string, nodes: string, variables: JsonObject = {}): Question => ({
  query: `query (${clockVariables}${declared(variables, "String!")}) { practices(limit: 50, sort: [{code: ASC}], where: {${liveNode}, ${where}}) { ${nodes} }
    counted: practicesConnection(where: {${liveNode}, ${where}}) { aggregate { count { nodes } node { listSize { sum } } } } }`,
  variables: { ...clocks, ...variables },
});
const declared = (variables: JsonObject, type: string) =>
  Object.keys(variables)
    .map((name) => `, $${name}: ${type}`)
    .join("");

const readOurPractices = ([data]: readonly JsonObject[]): Json => ({
  totals: [at(data ?? null, "practices", "totalCount"), at(data ?? null, "practices", "totalPatients")],
  practices: at(data ?? null, "practices", "nodes"),
});
const readPeerPractices = ([data]: readonly JsonObject[]): Json => {
  const counted = at(data ?? null, "counted", "aggregate");
  return {
    totals: [at(counted, "count", "nodes"), at(counted, "node", "listSize", "sum")],
    practices: listAt(data ?? null, "practices"),
  };
};

/** "Which practices sit under a cluster with no delegated budget?", over all of England. */
export const underClusterWithoutBudget: Subject = {
  ours: ourList("practices", "where: {cluster: {hasDelegatedBudget: false}}, ", "code name listSize"),
  peer: peerList(
    underCluster(
      `NOT: {OR: [{delegationsConnection: {some: {${inForce}}}}, {pctsConnection: {some: {${liveEdge}, node: {delegationsConnection: {some: {${inForce}}}}}}}]}`,
    ),
    "code name listSize",
  ),
  readOurs: readOurPractices,
  readPeer: readPeerPractices,
};

/** The practices of one cluster that have no delegated budget themselves. */
export const ofClusterWithoutBudget: Subject = {
  ours: ourList(
    "practices",
    "where: {hasDelegatedBudget: false, cluster: {code: {eq: $code}}}, ",
    "code name listSize",
    {
      code: "sussex-cluster",
    },
  ),
  peer: peerList(`${underCluster("code: {eq: $code}")}, ${withoutBudget}`, "code name listSize", {
    code: "sussex-cluster",
  }),
  readOurs: readOurPractices,
  readPeer: readPeerPractices,
};

const inNoConsortium = `NOT: {consortiumConnection: {some: {${liveEdge}}}}`;
const underSha = `pctConnection: {some: {${liveEdge}, node: {shaConnection: {some: {${liveEdge}, node: {code: {eq: $code}}}}}}}`;
const count = "totalCount @include(if: $counted)";

/** Orphans counted, and paged to the end: of one SHA, or of England where it is null. */
export function orphans(code: string | null, size: number): Subject {
  const variables = { ...clocks, ...(code ? { code } : {}) };
  const declaration = `${code ? ", $code: String!" : ""}, $counted: Boolean!`;
  const where = `${liveNode}, ${inNoConsortium}${code ? `, ${underSha}` : ""}`;
  return {
    ours: {
      query: `query ($asOf: Date!, $knownAt: DateTime!${declaration}, $after: String) { orphanedPractices(${code ? "within: $code, " : ""}first: ${size}, after: $after, asOf: $asOf, knownAt: $knownAt) { ${count} pageInfo { hasNextPage endCursor } nodes { code name listSize outsideReason pct { code } } } }`,
      variables,
      paging: { by: "cursor", field: "orphanedPractices" },
    },
    peer: {
      query: `query (${clockVariables}${declaration}, $offset: Int!) { practices(limit: ${size}, offset: $offset, sort: [{code: ASC}], where: {${where}}) { code name listSize outsideConnection(where: {${liveEdge}}) { edges { properties { reason } } } pctConnection(where: {${liveEdge}}) { edges { node { code } } } }
        counted: practicesConnection(where: {${where}}) @include(if: $counted) { aggregate { count { nodes } } } }`,
      variables,
      paging: { by: "offset", field: "practices", size },
    },
    readOurs: (pages) => ({
      total: at(pages[0] ?? null, "orphanedPractices", "totalCount"),
      practices: pages.flatMap((page) => listAt(page, "orphanedPractices", "nodes").map(readOurOrphan)),
    }),
    readPeer: (pages) => ({
      total: at(pages[0] ?? null, "counted", "aggregate", "count", "nodes"),
      practices: pages.flatMap((page) => listAt(page, "practices").map(readPeerOrphan)),
    }),
  };
}

const plain = (node: Json) => ["code", "name", "listSize"].map((field) => at(node, field));

const readOurOrphan = (node: Json): Json => [
  ...plain(node),
  at(node, "outsideReason"),
  at(node, "pct", "code"),
];
const readPeerOrphan = (node: Json): Json => [
  ...plain(node),
  at(node, "outsideConnection", "edges", 0, "properties", "reason"),
  at(node, "pctConnection", "edges", 0, "node", "code"),
];

/** Every practice with where it belongs, in pages of a thousand: what is taken away to R, Python or a spreadsheet. */
export const everyPractice: Subject = {
  ours: {
    query:
      "query ($asOf: Date!, $knownAt: DateTime!, $after: String) { practices(first: 1000, after: $after, asOf: $asOf, knownAt: $knownAt) { pageInfo { hasNextPage endCursor } nodes { code name listSize pct { code sha { code } } } } }",
    variables: clocks,
    paging: { by: "cursor", field: "practices" },
  },
  peer: {
    query: `query (${clockVariables}, $offset: Int!) { practices(limit: 1000, offset: $offset, sort: [{code: ASC}], where: {${liveNode}}) { code name listSize pctConnection(where: {${liveEdge}}) { edges { node { code shaConnection(where: {${liveEdge}}) { edges { node { code } } } } } } } }`,
    variables: clocks,
    paging: { by: "offset", field: "practices", size: 1000 },
  },
  readOurs: (pages) =>
    pages
      .flatMap((page) => listAt(page, "practices", "nodes"))
      .map((node) => [...plain(node), at(node, "pct", "sha", "code")]),
  readPeer: (pages) =>
    pages
      .flatMap((page) => listAt(page, "practices"))
      .map((node) => [
        ...plain(node),
        at(node, "pctConnection", "edges", 0, "node", "shaConnection", "edges", 0, "node", "code"),
      ]),
};
