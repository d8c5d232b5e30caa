import { useMemo } from "react";
import type { ResultOf, VariablesOf } from "../../graphql/graphql.ts";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import type { Area } from "./area.ts";
import { type ZoomedAreaData, zoomedAreaQuery } from "./england-query.ts";
import { noConsortium } from "./england-tree.ts";
import { withPractices } from "./practice-areas.ts";
import { questionVariables } from "./questions.ts";
import type { EnglandChoice } from "./use-england-choice.ts";
import { hasFigures, pictureOf, shownPractices, wayTo } from "./zoom.ts";

type AskedArea = ViewQuery<ResultOf<typeof zoomedAreaQuery>, unknown>;

/** What the address names, where it is not all of England: the view's second request. */
export interface Zoomed {
  readonly asked: AskedArea;
  readonly variables: VariablesOf<typeof zoomedAreaQuery>;
  /** Its answer; undefined while it is on its way: another area's is none. */
  readonly data: ZoomedAreaData | undefined;
}

interface Zoom {
  /** From England to the area shown. */
  readonly way: readonly Area[];
  readonly area: Area;
  /** The same without its practices. */
  readonly base: Area;
  /** Undefined where the address names no area. */
  readonly zoomed: Zoomed | undefined;
}

/** The area that the address names, with its name, its figures and its practices. */
export function useZoom(
  england: Area,
  { within, pictureBy, asOf, knownAt, atRevision }: EnglandChoice,
  referenceDate: string | undefined,
): Zoom {
  const way = useMemo(() => wayTo(england, within), [england, within]);
  const base = way.at(-1) ?? england;
  const where = pictureOf(base, pictureBy) === "map" ? undefined : shownPractices(base);
  const variables = {
    within: within ?? "",
    asOf,
    knownAt,
    atRevision,
    isOrganisation: base.kind !== noConsortium.kind,
    hasFigures: hasFigures(base),
    hasPractices: where !== undefined,
    where: where ?? {},
    ...questionVariables(base, asOf ?? referenceDate ?? ""),
  };
  const asked = useViewQuery(zoomedAreaQuery, variables, {
    pause: referenceDate === undefined || within === null,
  });
  const data = answers(asked, variables) ? asked.data : undefined;
  const area = useMemo(() => (data ? asAnswered(base, data) : base), [base, data]);
  return {
    way: [...way.slice(0, -1), area],
    area,
    base,
    zoomed: within === null ? undefined : { asked, variables, data },
  };
}

/** What was answered of the area before is not of this one; of another day it is, until this day's answer has come. */
function answers({ answered }: AskedArea, { within, where }: Zoomed["variables"]): boolean {
  const of = answered as Zoomed["variables"] | undefined;
  return of?.within === within && JSON.stringify(of.where) === JSON.stringify(where);
}

/** An area that England's picture does not show has its name from the answer. */
function asAnswered(base: Area, { organisation, practices }: ZoomedAreaData): Area {
  const named = base.name === base.code && organisation ? { ...base, name: organisation.name } : base;
  return practices ? withPractices(named, practices.nodes) : named;
}
