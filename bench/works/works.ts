import { everyPractice, ofClusterWithoutBudget, orphans, underClusterWithoutBudget } from "./lists.ts";
import { freshShapes, loopsBackUp, oneCluster, wholeCountry } from "./nested-views.ts";
import { pctPage } from "./pct-page.ts";
import { summary } from "./summary.ts";
import type { Subject, Work } from "./work.ts";

const again = (id: string, name: string, subject: Subject, fixedSize = true): Work => ({
  id,
  name,
  fixedSize,
  subjects: [subject],
});

/** Works that ask the same again and again. */
export const warmWorks: readonly Work[] = [
  again("a", "one organisation page", pctPage),
  again("b", "one cluster, 4 levels", oneCluster),
  again("c", "whole country, 4 levels", wholeCountry, false),
  again("d", "6 levels with loops back up", loopsBackUp),
  again("f1", "practices of a cluster without a delegated budget", ofClusterWithoutBudget),
  again("f2", "practices under clusters without one, England", underClusterWithoutBudget, false),
  again("g1", "orphans of an SHA, counted and paged to the end", orphans("Q37", 25)),
  again("g2", "orphans of England, counted and paged to the end", orphans(null, 100), false),
  again("h", "summary of an SHA", summary),
  again("j", "export of every practice", everyPractice, false),
];

/** Queries that nobody asked before, each asked once. @param purpose gives other shapes than another purpose */
export const freshWork = (count: number, purpose: string): Work => ({
  id: "e",
  name: "fresh shapes, each asked once",
  fixedSize: true,
  subjects: freshShapes(count, purpose),
});
