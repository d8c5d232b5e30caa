import type { VariablesOf } from "../../graphql/graphql.ts";
import { type Area, areaOf, leavesOf } from "./area.ts";
import type { zoomedAreaQuery } from "./england-query.ts";
import { noConsortium } from "./england-tree.ts";
import type { PictureBy } from "./use-england-choice.ts";

type PracticeWhere = VariablesOf<typeof zoomedAreaQuery>["where"];

/** The way from England down to the area that the address names, England first. */
export function wayTo(england: Area, code: string | null): readonly Area[] {
  if (code === null) return [england];
  const way = wayWithin(england, code);
  if (way === undefined) return [england, { ...blank, id: `/CONSORTIUM:${code}`, code, name: code }];
  const last = way.at(-1);
  return last?.kind === "CLUSTER" ? [...way.slice(0, -1), wholeCluster(england, last)] : way;
}

const blank = { kind: "CONSORTIUM", practices: 0, patients: 0, children: [] } as const;

function wayWithin(area: Area, code: string): readonly Area[] | undefined {
  if (area.code === code) return [area];
  for (const child of area.children) {
    const way = wayWithin(child, code);
    if (way) return [area, ...way];
  }
  return undefined;
}

/** A cluster with PCTs of two SHAs is drawn in both; by itself it has them all. */
function wholeCluster(england: Area, { code, name, kind }: Area): Area {
  const parts = england.children.flatMap((sha) => sha.children).filter((part) => part.code === code);
  return areaOf(
    { code, name, kind },
    "",
    parts.flatMap(({ children }) => children),
  );
}

/** Which practices an area's picture shows; undefined where its parts are larger than practices. */
export function shownPractices({ kind, code }: Area): PracticeWhere | undefined {
  if (kind === "CLUSTER") return { cluster: { code: { eq: code } } };
  if (kind === "PCT") return { pct: { code: { eq: code } } };
  if (kind === "CONSORTIUM") return { consortium: { code: { eq: code } } };
  if (kind === "NO_CONSORTIUM") return { pct: { exists: false }, consortium: { exists: false } };
  return undefined;
}

/** The picture that is drawn of an area: the map where it consists of bodies with hexagons. */
export function pictureOf({ kind }: Pick<Area, "kind">, wanted: PictureBy): PictureBy {
  return kind === "ENGLAND" || kind === "SHA" || kind === "CLUSTER" ? wanted : "size";
}

/** Whether PCTs lie in it, whose positions and money its figures add up. */
export const hasFigures = ({ kind }: Pick<Area, "kind">): boolean =>
  kind === "SHA" || kind === "CLUSTER" || kind === "PCT";

/** The area that a click on a part leads to: the one just below the present, so that one sees where one goes. */
export function nextBelow(root: Area, id: string): Area | undefined {
  return root.children.find((child) => child.id === id || leavesOf(child).some((leaf) => leaf.id === id));
}

export const isZoomable = ({ kind, code }: Area): boolean =>
  kind !== "PRACTICE" && (code !== null || kind === noConsortium.kind);
