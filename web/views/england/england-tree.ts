import { grouped } from "../../parts/grouped.ts";
import type { ShownSource } from "../../parts/source-link.tsx";
import { areStandingsKnown } from "../../parts/standings-known.ts";
import { type Area, type AreaKind, areaId, areaOf } from "./area.ts";
import type { EnglandData, PctRow } from "./england-query.ts";
import { type ColourBy, toneOfArea, toneOfConsortium, toneOfCount } from "./tones.ts";

const england = { code: null, name: "England", kind: "ENGLAND" } as const;

/** Until it is known. */
export const noEngland: Area = areaOf(england, "", []);

/** SHA, cluster, PCT; and beside the SHAs the consortia whose practices come under no PCT, as from April 2013. */
export function englandTree(data: EnglandData, colourBy: ColourBy): Area {
  const counts = new Map(data.byPct.map((row) => [row.group?.code, row]));
  const outside = new Map(data.outsideByPct.map(({ group, practices }) => [group?.code, practices]));
  const inPcts = data.byPct.reduce((sum, { practices }) => sum + practices, 0);
  const outsideOf = areStandingsKnown(data.delegationSummary, inPcts)
    ? (code: string) => outside.get(code) ?? 0
    : () => null;
  const pcts = data.pcts.nodes.map((pct) => countedPct(pct, counts.get(pct.code), outsideOf(pct.code)));
  const painted: Painted = {
    colourBy,
    sources: new Map(data.dataset.sources.map((each) => [each.code, each])),
  };
  const bySha = grouped(pcts, ({ pct }) => pct.sha?.code ?? "").map((rows) => shaArea(rows, painted));
  return areaOf(england, "", [...bySha, ...withoutPct(data, painted)]);
}

/** How areas are told: by which colours, and of which sources. */
interface Painted {
  readonly colourBy: ColourBy;
  readonly sources: ReadonlyMap<string, ShownSource>;
}

type Counted = Pick<Area, "practices" | "patients">;

interface CountedPct extends Counted {
  readonly pct: PctRow;
  /** Null where nothing is known of who is outside: none of its practices is in the graph, or no source tells of the day. */
  readonly outside: number | null;
}

function countedPct(
  pct: PctRow,
  counts: EnglandData["byPct"][number] | undefined,
  outside: number | null,
): CountedPct {
  const { practices = 0, patients = 0 } = counts ?? {};
  return { pct, practices, patients: patients ?? 0, outside: practices === 0 ? null : outside };
}

function shaArea(rows: readonly CountedPct[], painted: Painted): Area {
  const sha = rows[0]?.pct.sha;
  const grouping = { code: sha?.code ?? null, name: sha?.name ?? "In no SHA", kind: "SHA" as AreaKind };
  const id = areaId(grouping, "");
  const clusters = grouped(rows, ({ pct }) => pct.cluster?.code ?? "").flatMap((inCluster) => {
    const cluster = inCluster[0]?.pct.cluster;
    if (!cluster) return inCluster.map((row) => pctArea(row, id, painted));
    const { code, name } = cluster;
    const within = areaId({ code, kind: "CLUSTER" }, id);
    return areaOf(
      { code, name, kind: "CLUSTER" },
      id,
      inCluster.map((row) => pctArea(row, within, painted)),
    );
  });
  return areaOf(grouping, "", clusters);
}

function pctArea(counted: CountedPct, within: string, { colourBy, sources }: Painted): Area {
  const { pct, practices, patients, outside } = counted;
  const reported = pct.report ?? pct;
  return {
    id: areaId({ kind: "PCT", code: pct.code }, within),
    code: pct.code,
    name: pct.name,
    kind: "PCT",
    practices,
    patients,
    outside,
    children: [],
    tone: toneOfArea(colourBy, { ...pct, patients, outside }),
    share: pct.delegatedShare,
    ...sourceIn(sources, reported),
    confidence: reported.confidence,
  };
}

type ConsortiumRow = EnglandData["withoutMembers"]["nodes"][number];

function withoutPct(data: EnglandData, painted: Painted): readonly Area[] {
  const counted = data.withoutPct.map(({ group, practices, ...counts }) => {
    const patients = counts.patients ?? 0;
    return group?.__typename === "Consortium"
      ? consortiumArea(group, { practices, patients }, painted)
      : { ...noConsortium, id: areaId(noConsortium, ""), practices, patients, children: [] };
  });
  const none = { practices: 0, patients: 0 };
  return [
    ...counted,
    ...data.withoutMembers.nodes.map((consortium) => consortiumArea(consortium, none, painted)),
  ];
}

function consortiumArea(consortium: ConsortiumRow, counted: Counted, { colourBy, sources }: Painted): Area {
  const { code, name, confidence } = consortium;
  return {
    ...counted,
    id: areaId({ kind: "CONSORTIUM", code }, ""),
    code,
    name,
    kind: "CONSORTIUM",
    children: [],
    tone:
      toneOfCount(colourBy, { patients: counted.patients, outside: null }) ?? toneOfConsortium(consortium),
    ...sourceIn(sources, consortium),
    confidence,
  };
}

/** The source of something by its code, as it is shown. */
function sourceIn(sources: Painted["sources"], { source }: { readonly source: { readonly code: string } }) {
  const shown = sources.get(source.code);
  return shown && { source: shown };
}

/** Practices that come under no PCT and no consortium; the word in the address is no organisation's code. */
export const noConsortium = {
  code: "none",
  name: "In no PCT and no consortium",
  kind: "NO_CONSORTIUM",
  tone: "UNCLEAR",
} as const satisfies Partial<Area>;
