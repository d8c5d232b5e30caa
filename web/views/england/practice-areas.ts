import { grouped } from "../../parts/grouped.ts";
import { type Area, type AreaKind, areaId, areaOf } from "./area.ts";
import type { PracticeRow } from "./england-query.ts";
import { toneOfPractice } from "./tones.ts";

/** The same area with its practices: under its PCTs where it is a cluster, and under their consortia. */
export function withPractices(area: Area, practices: readonly PracticeRow[]): Area {
  if (area.kind === "CLUSTER") {
    const children = area.children.map((pct) =>
      withPractices(
        pct,
        practices.filter((practice) => practice.pct?.code === pct.code),
      ),
    );
    return { ...area, children };
  }
  const byConsortium = area.kind === "PCT";
  const children = byConsortium
    ? grouped(practices, ({ consortium }) => consortium?.code ?? "").map((rows) =>
        consortiumArea(rows, area.id),
      )
    : practices.map((row) => practiceArea(row, area.id));
  const { code, kind, name } = area;
  return children.length === 0
    ? area
    : { ...area, ...areaOf({ code, name, kind }, "", children), id: area.id };
}

function consortiumArea(rows: readonly PracticeRow[], within: string): Area {
  const consortium = rows[0]?.consortium;
  const grouping = {
    code: consortium?.code ?? null,
    name: consortium?.name ?? "In no consortium",
    kind: (consortium ? "CONSORTIUM" : "NO_CONSORTIUM") as AreaKind,
  };
  const id = areaId(grouping, within);
  return areaOf(
    grouping,
    within,
    rows.map((row) => practiceArea(row, id)),
  );
}

function practiceArea(practice: PracticeRow, within: string): Area {
  const { code, name, listSize, source, confidence } = practice;
  return {
    id: areaId({ kind: "PRACTICE", code }, within),
    code,
    name,
    kind: "PRACTICE",
    practices: 1,
    patients: listSize ?? 0,
    children: [],
    tone: toneOfPractice(practice),
    source,
    confidence,
  };
}
