import { allSources, datasetProperties } from "../graph/statements/dataset.ts";
import { countsByKind } from "../graph/statements/organisation.ts";
import type { IsoDate } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Source } from "../model/source.ts";
import type { Context } from "./context.ts";

export interface Dataset {
  readonly referenceDate: IsoDate;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly engine: string;
  readonly revision: number;
  readonly counts: readonly { readonly kind: OrganisationKind; readonly count: number }[];
  readonly sources: readonly Source[];
  readonly synthetic: boolean;
}

/** What an empty graph says of its dates: the period that the product is about. */
const period = { from: "2010-01-01" as IsoDate, to: "2013-12-31" as IsoDate };

export async function dataset(context: Context): Promise<Dataset> {
  const [[properties], counts, sources] = await Promise.all([
    context.read(datasetProperties, {}),
    context.read(countsByKind, {}),
    context.read(allSources, {}),
  ]);
  return {
    referenceDate: context.defaultAsOf,
    from: properties?.from ?? period.from,
    to: properties?.to ?? period.to,
    engine: context.graph.engine,
    revision: properties?.revision ?? 0,
    synthetic: properties?.synthetic ?? false,
    counts: counts as Dataset["counts"],
    sources,
  };
}
