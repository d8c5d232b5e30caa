import { astFromValue, type GraphQLSchema, getNamedType, isInputObjectType, print } from "graphql";
import type { ListedEntity, Where } from "../../../src/model/filters.ts";
import { type Listed, listed } from "../plain/evaluate.ts";
import type { View } from "../plain/world.ts";
import { type Condition, conditionsOf, inputNamed } from "./conditions.ts";
import { organisationLists, type Question } from "./questions.ts";

/**
 * Each list of Query that takes a where: its field and what it lists. Those at the top come first: a link is asked about
 * from the kind right below what it reaches, where its text is the shortest, rather than from practices by way of all.
 */
const lists = Object.entries({ ...organisationLists, delegations: "Delegation" } as const).reverse();

/** How to ask a list for rows that fit an input which lies somewhere in its where. */
interface Place {
  readonly list: string;
  readonly entity: ListedEntity;
  readonly wrap: (inner: Where) => Where;
}

/** Every input that a where can hold, by the shortest way to it. */
export function placesOf(schema: GraphQLSchema): Map<string, Place> {
  const places = new Map<string, Place>();
  let found = lists.map(([list, entity]): [string, Place] => [
    `${entity}Where`,
    { list, entity, wrap: (inner) => inner },
  ]);
  while (found.length > 0) {
    const fresh = found.filter(
      ([type], index) => !places.has(type) && found.findIndex(([one]) => one === type) === index,
    );
    for (const [type, place] of fresh) places.set(type, place);
    found = fresh.flatMap(([type, place]) =>
      Object.values(inputNamed(schema, type).getFields()).flatMap((field): [string, Place][] => {
        const held = getNamedType(field.type);
        if (!isInputObjectType(held) || held.name.endsWith("Filter")) return [];
        const given = (inner: Where) => (["AND", "OR"].includes(field.name) ? [inner] : inner);
        return [[held.name, { ...place, wrap: (inner) => place.wrap({ [field.name]: given(inner) }) }]];
      }),
    );
  }
  return places;
}

/** A where of several conditions, each put to rows of its own, so that one answer tells of each whether it holds. */
export interface Batch {
  readonly conditions: readonly Condition[];
  readonly question: Question;
  readonly list: string;
  /** The codes of whatever fits by a plain evaluation; of a delegation, its fact's id. */
  readonly expected: readonly string[];
}

/** A batch is no longer than a where may be, nor than what Neo4j plans in a moment: that grows with the square of a text. */
const longest = 3;

export function batchesOf(schema: GraphQLSchema, view: View): Batch[] {
  return [...placesOf(schema)]
    .filter(([type]) => !type.endsWith("ListWhere"))
    .flatMap(([type, place]) => {
      const rows = listed(view, place.entity, null, {}, []);
      const batches: Batch[] = [];
      let left = conditionsOf(schema, view, type);
      while (left.length > 0) {
        const taken = take(view, place, rows, left);
        batches.push(batchOf(schema, view, place, taken));
        left = left.slice(taken.length);
      }
      return batches;
    });
}

type Put = readonly [Condition, readonly Listed[]];

/** As many conditions as there are rows for: for each, one that fits and one that does not, where there are such. */
function take(view: View, place: Place, rows: readonly Listed[], conditions: readonly Condition[]): Put[] {
  const taken: Put[] = [];
  let free = [...rows];
  for (const condition of conditions.slice(0, longest)) {
    const fitting = new Set(listed(view, place.entity, null, place.wrap(condition.where), []));
    const chosen = [free.find((row) => fitting.has(row)), free.find((row) => !fitting.has(row))].filter(
      (row) => row !== undefined,
    );
    const wanted = Math.min(2, Math.sign(fitting.size) + Math.sign(rows.length - fitting.size));
    if (taken.length > 0 && chosen.length < wanted) break;
    free = free.filter((row) => !chosen.includes(row));
    taken.push([condition, chosen]);
  }
  return taken;
}

function batchOf(
  schema: GraphQLSchema,
  view: View,
  { list, entity, wrap }: Place,
  taken: readonly Put[],
): Batch {
  // Each of these is "not of its rows, or it holds": an OR of ANDs would grow to a power of two in Neo4j's planner.
  const where = {
    ...rowsOnly(taken.flatMap(([, rows]) => rows)),
    AND: taken.map(([{ where }, rows]) => ({ OR: [{ NOT: rowsOnly(rows) }, wrap(where)] })),
  };
  const literal = astFromValue(where, inputNamed(schema, `${entity}Where`));
  if (!literal) throw new Error("No where");
  const node = entity === "Delegation" ? "factId" : "code";
  return {
    conditions: taken.map(([condition]) => condition),
    question: { text: `{ ${list}(first: 1000, where: ${print(literal)}) { nodes { ${node} } } }` },
    list,
    expected: listed(view, entity, null, where, []).map((row) => ("opened" in row ? row.code : row.factId)),
  };
}

/** A condition that few rows beside these fit: delegations have no code, but their delegators do. */
function rowsOnly(rows: readonly Listed[]): Where {
  const codes = { code: { in: rows.map((row) => ("opened" in row ? row.code : row.from)) } };
  return rows.some((row) => "factId" in row) ? { delegator: codes } : codes;
}
