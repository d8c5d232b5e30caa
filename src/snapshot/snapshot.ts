import type { DatedDescription } from "../graph/dated-description.ts";
import { eachInSteps, sortInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import type { Fact, FactKind } from "../model/facts.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import { kindNames, type OrganisationKind } from "../model/kinds.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { compareText } from "../model/trust.ts";
import type { Sizes } from "../query/cost.ts";

/** A fact with the organisations at its ends; one that is said of its start alone has no other. */
export interface Edge {
  readonly fact: Fact;
  readonly from: Place;
  readonly to: Place | null;
}
type Edges = Partial<Record<FactKind, Edge[]>>;

/** An organisation with all that was ever recorded of it, whatever the clocks. */
export interface Place {
  readonly code: Code;
  readonly kind: OrganisationKind;
  /** The one of the latest days comes first. */
  descriptions: readonly DatedDescription[];
  /** The facts that start at it, and those that arrive. */
  readonly out: Edges;
  readonly in: Edges;
}

/** What is read of the graph to make a snapshot, or to bring it up to date. */
export interface Held {
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
  readonly places = new Map<Code, Place>();
  readonly sources = new Map<string, Source>();
  #ofEntity = new Map<OrganisationEntity, readonly Place[]>();
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
    return { Organisation: this.places.size };
  }

  /** The organisations of some codes, each once. */
  named(codes: Iterable<string>): Set<Place> {
    const found = new Set<Place>();
    for (const code of codes) {
      const place = this.places.get(code as Code);
      if (place) found.add(place);
    }
    return found;
  }

  /** Every organisation of a kind in the order of codes. */
  of(entity: OrganisationEntity): readonly Place[] {
    return this.#ofEntity.get(entity) ?? [];
  }

  /**
   * Takes in what a graph holds of some organisations at a revision, in the place of what was held of them before. All
   * organisations at the ends of their facts have to be among them, or held already. Nobody may read it meanwhile.
   */
  *take(revision: number, { organisations, former, facts }: Held, sources: readonly Source[]): Work<void> {
    const before = this.places.size;
    yield* eachInSteps(organisations, (described) => {
      this.#place(described.organisation).descriptions = [described];
    });
    yield* eachInSteps(former, (described) => {
      const place = this.#place(described.organisation);
      place.descriptions = [...place.descriptions, described];
    });
    yield* eachInSteps(organisations, ({ organisation }) => this.#removeFacts(this.#place(organisation)));
    yield* eachInSteps(facts, (fact) => this.#add(fact));
    for (const source of sources) this.sources.set(source.code, source);
    if (this.places.size > before) yield* this.#sort();
    this.#revision = revision;
    this.#facts += facts.length;
  }

  *#sort(): Work<void> {
    const all = yield* sortInSteps(this.places.values(), (a, b) => compareText(a.code, b.code));
    const byEntity = new Map<OrganisationEntity, Place[]>([["Organisation", all]]);
    yield* eachInSteps(all, (place) => {
      const entity = kindNames[place.kind];
      const known = byEntity.get(entity);
      if (known) known.push(place);
      else byEntity.set(entity, [place]);
    });
    this.#ofEntity = byEntity;
  }

  #place({ code, kind }: OrganisationRecord): Place {
    const known = this.places.get(code);
    if (known) return known;
    const place: Place = { code, kind, descriptions: [], out: {}, in: {} };
    this.places.set(code, place);
    return place;
  }

  #add(fact: Fact): void {
    const from = this.#named(fact.from);
    const to = "to" in fact ? this.#named(fact.to) : null;
    const edge = { fact, from, to };
    addTo(from.out, edge);
    if (to) addTo(to.in, edge);
  }

  #removeFacts(place: Place): void {
    for (const [kind, edges] of Object.entries(place.out) as [FactKind, Edge[]][]) {
      for (const { to } of edges) {
        if (to) to.in[kind] = to.in[kind]?.filter(({ from }) => from !== place) ?? [];
      }
      delete place.out[kind];
      this.#facts -= edges.length;
    }
  }

  #named(code: Code): Place {
    const place = this.places.get(code);
    if (!place) throw new Error(`A fact names ${code}, which the snapshot does not hold`);
    return place;
  }
}

function addTo(edges: Edges, edge: Edge): void {
  const known = edges[edge.fact.kind];
  if (known) known.push(edge);
  else edges[edge.fact.kind] = [edge];
}
