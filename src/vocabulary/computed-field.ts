import type { Fact } from "../model/facts.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Step } from "../model/links.ts";
import type { Description } from "./description.ts";
import type { FactKind } from "./fact.ts";
import type { FieldType } from "./field.ts";

/**
 * A field of an organisation that is not stored but worked out, to filter, order and answer by: declared once, with its
 * rule for rows in memory and the same rule in Cypher side by side. Random questions compare the two with a third.
 */
export type ComputedField = Computed & (FromFacts | FromDescription);

interface Computed {
  readonly type: FieldType;
  /** What it is in a filter and an order. */
  readonly meaning: string;
  readonly nullable?: true;
  /** @param description the variable that holds what was believed of the node, where the field is read from that */
  readonly cypher: (cypher: CypherParts, node: string, description: string) => string;
}

export type Value = string | number | boolean | null;

/** What is worked out of the facts that join an organisation to others. */
interface FromFacts {
  readonly rule: (graph: GraphInMemory, organisation: NodeInMemory) => Value;
  /**
   * Where the value is that of one of several claims: that it passes a test, which costs less to ask of each claim than
   * to work out the value, and then to test that.
   */
  readonly passes?: ClaimTest;
}
export type ClaimTest = (cypher: CypherParts, node: string, test: (value: string) => string) => string;

/** What is worked out of what is said of an organisation itself, and of the day. */
interface FromDescription {
  readonly ofDescription: (described: Description, asOf: string) => Value;
}

/** An organisation of a graph in memory. */
export interface NodeInMemory {
  readonly kind: OrganisationKind;
}
export interface EdgeInMemory {
  readonly fact: Fact;
  readonly from: NodeInMemory;
  /** Null where the fact is said of its start alone. */
  readonly to: NodeInMemory | null;
}

/** A graph in memory as seen at the clocks of a question: what rules read. */
export interface GraphInMemory {
  readonly asOf: string;
  /** The facts of a kind at one end of an organisation that are live. */
  live(node: NodeInMemory, end: "out" | "in", kind: FactKind): readonly EdgeInMemory[];
  /** The organisations that hops lead to from some, each once, in no order. */
  reach(from: Iterable<NodeInMemory>, steps: readonly Step[]): ReadonlySet<NodeInMemory>;
  /** Whether an organisation exists on `asOf`. */
  exists(node: NodeInMemory): boolean;
}

/** The parts of Cypher that rules are written with: src/graph knows how they are printed. */
export interface CypherParts {
  /** That a fact is seen at the clocks. */
  live(fact: string): string;
  /** That whoever has this description exists on `asOf`. */
  exists(description: string): string;
  /** A condition on the description of a node. */
  describedAs(node: string, condition: (description: string) => string): string;
  /** That one claim comes before another about the same matter. */
  moreTrusted(claim: string, other: string): string;
  /** Where a value stands among others: a number that grows with it. */
  rankIn(values: readonly string[], value: string): string;
  /** The pattern of hops between two variables. @param prefix of the variables of the facts */
  chain(
    from: string,
    steps: readonly Step[],
    to: string,
    start?: "from" | "to",
    prefix?: string,
  ): { readonly pattern: string; readonly condition: string; readonly facts: readonly string[] };
}
