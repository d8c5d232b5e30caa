import {
  type Dataset,
  dataset,
  type KindCount,
  organisationCounts,
  sourcesOfDataset,
} from "../resolvers/dataset.ts";
import { builder } from "./builder.ts";
import { CoverageRef } from "./coverage.ts";
import { organisationKind } from "./enums.ts";
import { SourceRef } from "./refs.ts";
import { weights } from "./weights.ts";

const KindCountRef = builder.objectRef<KindCount>("KindCount").implement({
  description: "How many organisations of a kind the graph holds.",
  fields: (t) => ({
    kind: t.field({ type: organisationKind, description: "The kind.", resolve: ({ kind }) => kind }),
    count: t.exposeInt("count", { description: "How many, whatever their dates." }),
  }),
});

const DatasetRef = builder.objectRef<Dataset>("Dataset").implement({
  description: "What this graph is: its dates, its sources, its state.",
  fields: (t) => ({
    graphId: t.exposeID("graphId", {
      description:
        "Names the history that revisions count in: the same in a backup that is restored and in a graph that is moved, another in every graph that is made anew. Ids of views carry it. Cite it with the revision.",
    }),
    referenceDate: t.expose("referenceDate", {
      type: "Date",
      description: "The as-of date of a query that gives none.",
    }),
    from: t.expose("from", { type: "Date", description: "First day of the period that it covers." }),
    to: t.expose("to", { type: "Date", description: "Last day of the period that it covers." }),
    engine: t.exposeString("engine", { description: "The engine that holds it." }),
    revision: t.exposeInt("revision", {
      description: "Raised by one with every change: it names a state of the graph.",
    }),
    knownAt: t.expose("knownAt", {
      type: "DateTime",
      description:
        "The instant of the last change. Given as knownAt it answers what is known now, whatever is recorded later: so that the pages of a list are of one state.",
    }),
    counts: t.field({
      type: [KindCountRef],
      complexity: { field: weights.datasetCounts, multiplier: 6 },
      description: "Organisations by kind.",
      resolve: async (_dataset, _args, context) => [...(await organisationCounts(context))],
    }),
    sources: t.field({
      type: [SourceRef],
      description: "All its sources.",
      resolve: (_dataset, _args, context) => sourcesOfDataset(context),
    }),
    coverage: t.field({
      type: [CoverageRef],
      description:
        "What its sources say that they cover. On a day outside of it nothing can be told: a practice's standing is NOT_COVERED. Of what no source states this, nobody knows, and it is taken for covered.",
      resolve: (_dataset, _args, context) => [...context.state.coverage],
    }),
    synthetic: t.exposeBoolean("synthetic", {
      description: "Whether it holds a layer that is made up for demonstration.",
    }),
  }),
});

builder.queryField("dataset", (t) =>
  t.field({
    type: DatasetRef,
    nullable: true,
    description: "What this graph is.",
    resolve: (_root, _args, context) => dataset(context),
  }),
);
