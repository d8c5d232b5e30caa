/** What a ribbon is: an amount that went to one; one sum to several; what stayed; and what nobody knows, which is hatched. */
export type FlowKind = "KNOWN" | "JOINT" | "KEPT" | "UNKNOWN";

/** A bar of the diagram. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  /** 0 is at the left. */
  readonly column: number;
  /** Where a click leads; undefined where it leads nowhere. */
  readonly href: string | undefined;
  readonly isUnknown?: boolean;
}

/** A ribbon between two bars, as wide as its amount. */
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly kind: FlowKind;
}

/** Bars in columns and the ribbons between them; bars keep the order in which they are given. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** Where clicks on bars lead. */
export interface FlowAddresses {
  /** To the flows of an SHA, a cluster or a PCT. */
  readonly flowsOf: (code: string) => string;
  readonly organisation: (code: string) => string;
}

/** Collects bars and ribbons: a bar that was named before is the same, and ribbons of one kind between the same two are one. */
export function flowBuilder() {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  return {
    node(node: FlowNode): string {
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      return node.id;
    },
    link({ source, target, value, kind }: FlowLink): void {
      if (value <= 0) return;
      const key = `${kind} ${source} ${target}`;
      links.set(key, { source, target, kind, value: value + (links.get(key)?.value ?? 0) });
    },
    /** Bars without a ribbon are left out. */
    graph(): FlowGraph {
      const joined = new Set([...links.values()].flatMap(({ source, target }) => [source, target]));
      return {
        nodes: [...nodes.values()].filter(({ id }) => joined.has(id)),
        links: [...links.values()],
      };
    },
  };
}
