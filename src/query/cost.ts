import { type EntityName, filterEntities } from "../model/filters.ts";
import type { Condition } from "./condition.ts";

/** How many organisations of each kind a graph holds, and of all kinds as "Organisation". */
export type Sizes = Readonly<Partial<Record<EntityName, number>>>;

/** What a `where` asks, and of what. */
export interface Filter {
  readonly entity: EntityName;
  readonly condition: Condition;
}

/**
 * What it costs to put a filter to a whole graph where each condition is put once to each thing, however deep it is
 * nested: conditions times organisations.
 */
export const costInSets = ({ condition }: Filter, sizes: Sizes): number =>
  conditionsIn(condition) * (sizes.Organisation ?? 0);

function conditionsIn(condition: Condition): number {
  switch (condition.kind) {
    case "field":
      return 1;
    case "link":
      return 1 + conditionsIn(condition.where);
    case "not":
      return conditionsIn(condition.of);
    case "all":
    case "any":
      return condition.of.reduce((total, part) => total + conditionsIn(part), 0);
    default:
      return condition satisfies never;
  }
}

/** An engine takes about so many times as long over a thing as it takes in memory (bench/filter-costs.ts). */
const engineFactor = 5;

/**
 * What it costs on an engine, which follows a link inside a link anew for everything that leads to it: how many things
 * all conditions are put to. A row's own link to one thing is the exception: what it reaches is judged once, as
 * src/graph/cypher prints it.
 */
export const costOnEngine = ({ entity, condition }: Filter, sizes: Sizes): number =>
  engineFactor * costFor(condition, sizeOf(sizes, entity), sizes, true);

function costFor(condition: Condition, things: number, sizes: Sizes, ofRow: boolean): number {
  switch (condition.kind) {
    case "field": {
      const counted = countedBy[condition.field];
      return counted ? things * (1 + linkedBy(condition.entity, counted, sizes)) : things;
    }
    case "link": {
      const { entity, link, target, where } = condition;
      const toOne = filterEntities[entity].one[link] !== undefined;
      const reached = toOne ? things : things * linkedBy(entity, target, sizes);
      const judged = toOne && ofRow ? Math.min(things, sizeOf(sizes, target)) : reached;
      return reached + costFor(where, judged, sizes, false);
    }
    case "not":
      return costFor(condition.of, things, sizes, ofRow);
    case "all":
    case "any":
      return condition.of.reduce((total, part) => total + costFor(part, things, sizes, ofRow), 0);
    default:
      return condition satisfies never;
  }
}

/** What the fields count that follow a link to do so. */
const countedBy: Readonly<Record<string, EntityName>> = {
  practiceCount: "Practice",
  consortiumCount: "Consortium",
  pctCount: "PCT",
};

/** Facts of a kind that an organisation has, about; how many there are in all is not kept. */
const factsEach = 5;

const sizeOf = (sizes: Sizes, entity: EntityName): number => sizes[entity] ?? sizes.Organisation ?? 0;

/** How many things a link to many reaches on average. */
function linkedBy(entity: EntityName, target: EntityName, sizes: Sizes): number {
  const size = sizes[target];
  return size === undefined ? factsEach : Math.max(1, size / Math.max(1, sizeOf(sizes, entity)));
}
