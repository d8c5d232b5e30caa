import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../../model/filters.ts";
import { filterEntities } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { compareText } from "../../model/trust.ts";
import { stepsOf } from "../links.ts";
import type { PageRequest } from "../statements/keyset.ts";
import type { ListRequest } from "../statements/list-request.ts";
import { chooseAnchor } from "../where/anchor.ts";
import { type Thing, testOf } from "./fits.ts";
import type { Edge, Place } from "./replica.ts";
import { fieldValueOf, type Value } from "./values.ts";
import { backwards, existingIn, isA, liveEdges, reach, type View } from "./view.ts";

/** A row of a list: what it is, what of it is shown, and its sort values where they are asked for. */
export interface Row<T extends Thing = Thing> {
  readonly thing: T;
  readonly shown: object;
}
/** The same of an organisation. */
export interface OrganisationRow extends Row<Place> {
  readonly shown: OrganisationRecord;
}

/** The rows of a list from one parent, or of all, in no order: what `listStatement` selects. */
export const rowsOf = (view: View, request: ListRequest, parent: string): readonly Row[] =>
  request.entity === "Delegation"
    ? delegations(view, request.where)
    : existing(view, request.entity, candidatesOf(view, request.entity, request, parent));

function candidatesOf(
  view: View,
  entity: OrganisationEntity,
  { link, where }: ListRequest,
  parent: string,
): Candidates {
  if (!link) return anchored(view, entity, where);
  const start = view.replica.places.get(parent as Place["code"]);
  const places = start && isA(start, link.from) ? reach(view, [start], stepsOf(link.from, link.name)) : [];
  return { places, rest: where };
}

/**
 * The page of a list of organisations in the order of codes, which looks at no more of them than it has to.
 * @param page between codes
 */
export function pageByCode(
  view: View,
  entity: OrganisationEntity,
  request: ListRequest,
  parent: string,
  { after, before, size, backwards }: PageRequest,
): readonly Row<Place>[] {
  const { places, rest } = candidatesOf(view, entity, request, parent);
  // Those of a kind are in order already.
  const inOrder = Array.isArray(places) ? places : [...places].sort((a, b) => compareText(a.code, b.code));
  const [first, last] = [after?.[0] as string | undefined, before?.[0] as string | undefined];
  const between = inOrder.slice(
    first === undefined ? 0 : placeOf(inOrder, first, true),
    last === undefined ? undefined : placeOf(inOrder, last, false),
  );
  return existing(view, entity, { places: backwards ? between.reverse() : between, rest }, size);
}

/** Where a code stands among organisations in order, or would: how many come before it. @param behind behind it rather than at it */
function placeOf(places: readonly Place[], code: string, behind: boolean): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const held = places[middle]?.code ?? "";
    if (held < code || (behind && held === code)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function delegations(view: View, where: Where): readonly Row[] {
  const fits = testOf("Delegation", where);
  return view.replica
    .of("Organisation")
    .flatMap((place) => liveEdges(view, place, "out", "DELEGATION"))
    .filter((edge) => fits(view, edge))
    .map((edge) => ({ thing: edge, shown: edge.fact }));
}

/** Organisations among which to look, and what of the `where` is still to be asked of them. */
interface Candidates {
  /** An array is in the order of codes. */
  readonly places: Iterable<Place>;
  readonly rest: Where;
}

/** The organisations that a `where` selects of a kind: those of them that exist. @param most how many at the most */
export function existing(
  view: View,
  entity: OrganisationEntity,
  { places, rest }: Candidates = anchored(view, entity, {}),
  most = Infinity,
): readonly OrganisationRow[] {
  const fits = testOf(entity, rest);
  const rows: OrganisationRow[] = [];
  for (const place of places) {
    const shown = existingIn(view, place);
    if (shown && fits(view, place) && rows.push({ thing: place, shown }) === most) break;
  }
  return rows;
}

/** Where a list of all starts: the same choice as for the engines, so that its cost follows what it returns. */
export function anchored(view: View, entity: OrganisationEntity, where: Where): Candidates {
  const anchor = chooseAnchor(entity, where);
  const { rest } = anchor;
  if (anchor.kind === "none") return { places: view.replica.of(entity), rest };
  if (anchor.kind === "codes") {
    return {
      places: new Set([...view.replica.named(anchor.codes)].filter((place) => isA(place, entity))),
      rest,
    };
  }
  const target = filterEntities[entity].one[anchor.name]?.entity as OrganisationEntity;
  const ends = anchored(view, target, anchor.where);
  const fits = testOf(target, ends.rest);
  const steps = backwards(stepsOf(entity, anchor.name), entity);
  return {
    places: reach(
      view,
      [...ends.places].filter((end) => fits(view, end)),
      steps,
    ),
    rest,
  };
}

/** The sort values of a row: a truth as 0 or 1, as the engines have it. */
export function sortValuesOf(
  view: View,
  entity: ListedEntity,
  order: readonly OrderKey[],
  { thing, shown }: Row,
): Value[] {
  return order.map(({ field }) => {
    const value =
      entity === "Delegation"
        ? (((thing as Edge).fact as never)[field] ?? null)
        : fieldValueOf(view, entity, thing as Place, shown as OrganisationRecord, field);
    return typeof value === "boolean" ? Number(value) : (value ?? null);
  });
}
