import { allSources, datasetProperties } from "../graph/statements/dataset.ts";
import { countsByKind } from "../graph/statements/organisation.ts";
import { graphIdOf } from "../model/audit.ts";
import type { Instant, IsoDate } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Source } from "../model/source.ts";
import type { Context } from "./context.ts";

export interface Dataset {
  readonly graphId: string;
  readonly referenceDate: IsoDate;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly engine: string;
  readonly revision: number;
  readonly knownAt: Instant;
  readonly synthetic: boolean;
}

export interface KindCount {
  readonly kind: OrganisationKind;
  readonly count: number;
}

/** What an empty graph says of its dates: the period that the product is about. */
const period = { from: "2010-01-01" as IsoDate, to: "2013-12-31" as IsoDate };

export async function dataset(context: Context): Promise<Dataset> {
  const [properties] = await context.read(datasetProperties, {});
  return {
    graphId: properties?.graphId ?? graphIdOf(null),
    referenceDate: context.state.defaultAsOf,
    from: properties?.from ?? period.from,
    to: properties?.to ?? period.to,
    engine: context.graph.engine,
    revision: properties?.revision ?? 0,
    knownAt: lastChange(context, properties?.recordedAt ?? null),
    synthetic: properties?.synthetic ?? false,
  };
}

/** What was written while the request ran is no part of its answer. */
function lastChange({ state }: Context, recordedAt: Instant | null): Instant {
  return recordedAt !== null && recordedAt < state.now ? recordedAt : state.now;
}

/** How many organisations of each kind the graph holds, whatever their dates. */
export async function organisationCounts(context: Context): Promise<readonly KindCount[]> {
  return (await context.read(countsByKind, {})) as readonly KindCount[];
}

export function sourcesOfDataset(context: Context): Promise<Source[]> {
  return context.read(allSources, {});
}
