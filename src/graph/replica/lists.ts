import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../../model/filters.ts";
import { filterEntities } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { stepsOf } from "../links.ts";
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

/** The rows of a list from one parent, or of all, in no order: what `listStatement` selects. */
export function rowsOf(view: View, { entity, link, where }: ListRequest, parent: string): readonly Row[] {
  if (entity === "Delegation") return delegations(view, where);
  if (!link) return existing(view, entity, anchored(view, entity, where));
  const start = view.replica.places.get(parent as Place["code"]);
  const places = start && isA(start, link.from) ? reach(view, [start], stepsOf(link.from, link.name)) : [];
  return existing(view, entity, { places, rest: where });
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
  readonly places: Iterable<Place>;
  readonly rest: Where;
}

/** The organisations that a `where` selects of a kind: those of them that exist. */
export function existing(
  view: View,
  entity: OrganisationEntity,
  { places, rest }: Candidates = anchored(view, entity, {}),
): readonly Row<Place>[] {
  const fits = testOf(entity, rest);
  const rows: Row<Place>[] = [];
  for (const place of places) {
    const shown = existingIn(view, place);
    if (shown && fits(view, place)) rows.push({ thing: place, shown });
  }
  return rows;
}

/** Where a list of all starts: the same choice as for the engines, so that its cost follows what it returns. */
export function anchored(view: View, entity: OrganisationEntity, where: Where): Candidates {
  const anchor = chooseAnchor(entity, where);
  const { rest } = anchor;
  if (anchor.kind === "none") return { places: view.replica.of(entity), rest };
  if (anchor.kind === "codes") return { places: named(view, entity, anchor.codes), rest };
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

function named(view: View, entity: OrganisationEntity, codes: readonly string[]): Set<Place> {
  const places = codes.map((code) => view.replica.places.get(code as Place["code"]));
  return new Set(places.filter((place) => place !== undefined).filter((place) => isA(place, entity)));
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
