import {
  at,
  byCode,
  clocks,
  clockVariables,
  type Json,
  type JsonObject,
  listAt,
  liveEdge,
  liveNode,
  type Subject,
} from "./work.ts";

/** A nested view, from which each contender's query is written: so that both are asked the same. */
export interface View {
  readonly fields: readonly string[];
  /** By the link's name, which is the same in both schemas. */
  readonly links: Readonly<Record<string, View>>;
}

export type Entity = "Practice" | "Consortium" | "PCT" | "Cluster" | "SHA";
interface LinkKind {
  readonly to: Entity;
  readonly kind: "connection" | "list" | "one";
}

/** The links that both schemas have as one hop. */
export const viewLinks: Readonly<Record<Entity, Readonly<Record<string, LinkKind>>>> = {
  Practice: { consortium: { to: "Consortium", kind: "one" }, pct: { to: "PCT", kind: "one" } },
  Consortium: {
    practices: { to: "Practice", kind: "connection" },
    pcts: { to: "PCT", kind: "list" },
  },
  PCT: {
    practices: { to: "Practice", kind: "connection" },
    consortia: { to: "Consortium", kind: "connection" },
    cluster: { to: "Cluster", kind: "one" },
    sha: { to: "SHA", kind: "one" },
  },
  Cluster: { pcts: { to: "PCT", kind: "connection" }, sha: { to: "SHA", kind: "one" } },
  SHA: { clusters: { to: "Cluster", kind: "connection" }, pcts: { to: "PCT", kind: "connection" } },
};

/**
 * Ends the name of a link to one. Where several claims to it are live, this server answers the most trusted and the peer
 * all of them, from which its user would choose.
 */
export const oneOf = "?";

/** Where each list of all begins. */
const roots = {
  Practice: "practices",
  Consortium: "consortia",
  PCT: "pcts",
  Cluster: "clusters",
  SHA: "shas",
};

/** The matter of a view from one organisation, or from all of a kind where `code` is null. */
export function viewSubject(entity: Entity, code: string | null, view: View): Subject {
  const root = roots[entity];
  return {
    ours: {
      query: code
        ? `query ($asOf: Date!, $knownAt: DateTime!, $code: String!) { organisation(code: $code, asOf: $asOf, knownAt: $knownAt) { ... on ${entity} ${ourSelection(entity, view)} } }`
        : `query ($asOf: Date!, $knownAt: DateTime!) { ${root}(first: 1000, asOf: $asOf, knownAt: $knownAt) { nodes ${ourSelection(entity, view)} } }`,
      variables: { ...clocks, ...(code ? { code } : {}) },
    },
    peer: {
      query: `query (${clockVariables}${code ? ", $code: String!" : ""}) { ${root}(where: {${code ? "code: {eq: $code}" : liveNode}}) ${peerSelection(entity, view)} }`,
      variables: { ...clocks, ...(code ? { code } : {}) },
    },
    readOurs: ([data]) =>
      (code ? [at(data ?? null, "organisation")] : listAt(data ?? null, root, "nodes")).map((row) =>
        readOurs(entity, view, row),
      ),
    readPeer: ([data]) => sorted(listAt(data ?? null, root).map((row) => readPeer(entity, view, row))),
  };
}

function ourSelection(entity: Entity, view: View): string {
  const links = Object.entries(view.links).map(([name, inner]) => {
    const { to, kind } = linkOf(entity, name);
    const selection = ourSelection(to, inner);
    return kind === "connection" ? `${name}(first: 1000) { nodes ${selection} }` : `${name} ${selection}`;
  });
  return `{ ${[...view.fields, ...links].join(" ")} }`;
}

function peerSelection(entity: Entity, view: View): string {
  const links = Object.entries(view.links).map(([name, inner]) => {
    const { to, kind } = linkOf(entity, name);
    // A list holds what exists on the day; a link to one, and this server's links upward, lead to it whether or not.
    const node = kind === "connection" ? `, node: {${liveNode}}` : "";
    return `${name}Connection(where: {${liveEdge}${node}}) { edges { node ${peerSelection(to, inner)} } }`;
  });
  return `{ ${[...view.fields, ...links].join(" ")} }`;
}

function readOurs(entity: Entity, view: View, row: Json): JsonObject {
  return read(
    entity,
    view,
    row,
    (name, kind) => {
      const inner = at(row, name);
      if (kind === "one") return inner === null ? [] : [inner];
      return (kind === "list" ? inner : at(inner, "nodes")) as readonly Json[];
    },
    readOurs,
  );
}

function readPeer(entity: Entity, view: View, row: Json): JsonObject {
  return read(
    entity,
    view,
    row,
    (name) => listAt(row, `${name}Connection`, "edges").map((edge) => at(edge, "node")),
    readPeer,
  );
}

function read(
  entity: Entity,
  view: View,
  row: Json,
  linked: (name: string, kind: LinkKind["kind"]) => readonly Json[],
  readInner: typeof readOurs,
): JsonObject {
  const fields = Object.fromEntries(view.fields.map((field) => [field, at(row, field)]));
  const links = Object.entries(view.links).map(([name, inner]) => {
    const { to, kind } = linkOf(entity, name);
    // The mark tells the comparison that one of several claims is enough (agree.ts).
    const key = kind === "one" ? `${name}${oneOf}` : name;
    return [key, sorted(linked(name, kind).map((each) => readInner(to, inner, each)))] as const;
  });
  return { ...fields, ...Object.fromEntries(links) };
}

/** By code, each once: two claims about one link lead to one organisation. */
function sorted(rows: readonly Json[]): readonly Json[] {
  return [...new Map(rows.map((row) => [at(row, "code"), row])).values()].sort(byCode);
}

function linkOf(entity: Entity, name: string): LinkKind {
  const link = viewLinks[entity][name];
  if (!link) throw new Error(`${entity} has no link "${name}"`);
  return link;
}
