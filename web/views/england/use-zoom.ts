import { useMemo } from "react";
import type { ResultOf } from "../../graphql/graphql.ts";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import type { Area } from "./area.ts";
import { practicesQuery } from "./england-query.ts";
import { withPractices } from "./practice-areas.ts";
import type { EnglandChoice } from "./use-england-choice.ts";
import { practicesWithin, wayTo } from "./zoom.ts";

export type AskedPractices = ViewQuery<ResultOf<typeof practicesQuery>, unknown>;

interface Zoom {
  /** From England to the area shown. */
  readonly way: readonly Area[];
  readonly area: Area;
  /** How far the request for its practices has come; undefined where none are shown. */
  readonly practices: AskedPractices | undefined;
}

/** The area that the address names, with its practices where they are large enough to see: the view's second request. */
export function useZoom(england: Area, { within, asOf, knownAt }: EnglandChoice): Zoom {
  const way = useMemo(() => wayTo(england, within), [england, within]);
  const base = way.at(-1) ?? england;
  const where = practicesWithin(base);
  const asked = useViewQuery(
    practicesQuery,
    { asOf, knownAt, where: where ?? {} },
    { pause: where === undefined },
  );
  const rows = where && answers(asked, where) ? asked.data?.practices.nodes : undefined;
  const area = useMemo(() => (rows ? withPractices(base, rows) : base), [base, rows]);
  return { way: [...way.slice(0, -1), area], area, practices: where && asked };
}

/** Practices of the area before are not those of this one. */
function answers({ answered }: AskedPractices, where: unknown): boolean {
  return JSON.stringify((answered as { where?: unknown } | undefined)?.where) === JSON.stringify(where);
}
