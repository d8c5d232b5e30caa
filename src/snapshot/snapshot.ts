import type { DatedDescription } from "../graph/dated-description.ts";
import { eachInSteps, sortInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import type { Fact, FactKind } from "../model/facts.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import { kindNames, type OrganisationKind, organisationKinds } from "../model/kinds.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { compareText } from "../model/trust.ts";
import type { Sizes } from "../query/cost.ts";
import { type Extent, extentOf, firstDayNumber, lastDayNumber } from "./extent.ts";

/** A fact with the organisations at its ends; one that is said of its start alone has no other. */
export interface Edge {
  readonly fact: Fact;
  readonly extent: Extent;
  readonly from: Node;
  readonly to: Node | null;
}
type Edges = Partial<Record<FactKind, Edge[]>>;

/** What was said of an organisation, and the days between which it existed by that, as extents have them. */
export interface Described extends Pick<DatedDescription, "organisation" | "validFrom" | "validTo"> {
  readonly extent: Extent;
  readonly opened: number;
  readonly closed: number;
}

/** An organisation with all that was ever recorded of it, whatever the clocks. */
export interface Node {
  readonly code: Code;
  readonly kind: OrganisationKind;
  /** The one of the latest days comes first. */
  descriptions: readonly Described[];
  /** The facts that start at it, and those that arrive. */
  readonly out: Edges;
  readonly in: Edges;
}

/** An engine gives each value a text of its own. Kinds are compared at every hop, which takes V8 longest where equal texts are two. */
const sameText = (kind: OrganisationKind) => organisationKinds.find((known) => known === kind) ?? kind;

/** What is read of the graph to make a snapshot, or to bring it up to date. */
export interface StoredState {
  readonly organisations: readonly DatedDescription[];
  /** How they were described before. */
  readonly former: readonly DatedDescription[];
  /** All that start at these organisations. */
  readonly facts: readonly Fact[];
}

/**
 * All organisations, facts and sources of a graph at one revision, in the memory of this process: what it answers needs
 * no round trip and no rows to be made. Nothing is ever taken away, because the graph takes nothing away either.
 */
export class Snapshot {
  readonly nodes = new Map<Code, Node>();
  readonly sources = new Map<string, Source>();
  #ofEntity = new Map<OrganisationEntity, readonly Node[]>();
  #revision = 0;
  #facts = 0;

  /** The revision that it holds. */
  get revision(): number {
    return this.#revision;
  }

  /** How many facts it holds. */
  get facts(): number {
    return this.#facts;
  }

  /** How many organisations it holds. */
  get sizes(): Sizes {
    return { Organisation: this.nodes.size };
  }

  /** The organisations of some codes, each once. */
  named(codes: Iterable<string>): Set<Node> {
    const found = new Set<Node>();
    for (const code of codes) {
      const node = this.nodes.get(code as Code);
      if (node) found.add(node);
    }
    return found;
  }

  /** Every organisation of a kind in the order of codes. */
  of(entity: OrganisationEntity): readonly Node[] {
    return this.#ofEntity.get(entity) ?? [];
  }

  /**
   * Takes in what a graph holds of some organisations at a revision, in place of what was held of them before. All
   * organisations at the ends of their facts have to be among them, or held already. Nobody may read it meanwhile.
   */
  *take(
    revision: number,
    { organisations, former, facts }: StoredState,
    sources: readonly Source[],
  ): Work<void> {
    const before = this.nodes.size;
    yield* eachInSteps(organisations, (described) => {
      this.#node(described.organisation).descriptions = [describedBy(described)];
    });
    yield* eachInSteps(former, (described) => {
      const node = this.#node(described.organisation);
      node.descriptions = [...node.descriptions, describedBy(described)];
    });
    yield* eachInSteps(organisations, ({ organisation }) => this.#removeFacts(this.#node(organisation)));
    yield* eachInSteps(facts, (fact) => this.#add(fact));
    for (const source of sources) this.sources.set(source.code, source);
    if (this.nodes.size > before) yield* this.#sort();
    this.#revision = revision;
    this.#facts += facts.length;
  }

  *#sort(): Work<void> {
    const all = yield* sortInSteps(this.nodes.values(), (a, b) => compareText(a.code, b.code));
    const byEntity = new Map<OrganisationEntity, Node[]>([["Organisation", all]]);
    yield* eachInSteps(all, (node) => {
      const entity = kindNames[node.kind];
      const known = byEntity.get(entity);
      if (known) known.push(node);
      else byEntity.set(entity, [node]);
    });
    this.#ofEntity = byEntity;
  }

  #node({ code, kind }: OrganisationRecord): Node {
    const known = this.nodes.get(code);
    if (known) return known;
    const node: Node = { code, kind: sameText(kind), descriptions: [], out: {}, in: {} };
    this.nodes.set(code, node);
    return node;
  }

  #add(fact: Fact): void {
    const from = this.#named(fact.from);
    const to = "to" in fact ? this.#named(fact.to) : null;
    const edge = { fact, extent: extentOf(fact), from, to };
    addTo(from.out, edge);
    if (to) addTo(to.in, edge);
  }

  #removeFacts(node: Node): void {
    for (const [kind, edges] of Object.entries(node.out) as [FactKind, Edge[]][]) {
      for (const { to } of edges) {
        if (to) to.in[kind] = to.in[kind]?.filter(({ from }) => from !== node) ?? [];
      }
      delete node.out[kind];
      this.#facts -= edges.length;
    }
  }

  #named(code: Code): Node {
    const node = this.nodes.get(code);
    if (!node) throw new Error(`A fact names ${code}, which the snapshot does not hold`);
    return node;
  }
}

export function describedBy(described: DatedDescription): Described {
  const { organisation, validFrom, validTo } = described;
  const opened = firstDayNumber(organisation.opened);
  const closed = lastDayNumber(organisation.closed);
  return { organisation, validFrom, validTo, extent: extentOf(described), opened, closed };
}

function addTo(edges: Edges, edge: Edge): void {
  const known = edges[edge.fact.kind];
  if (known) known.push(edge);
  else edges[edge.fact.kind] = [edge];
}
