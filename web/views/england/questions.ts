import type { ShownClocks } from "../../app/clocks.ts";
import { yearsLater } from "../../app/months.ts";
import type { VariablesOf } from "../../graphql/graphql.ts";
import { inCounts, inPounds } from "../../parts/figures.ts";
import { isAnyLeftOutKnown, type LeftOut } from "../../parts/standings-known.ts";
import type { DelegationSummary } from "../../parts/summary-figures.tsx";
import type { Area } from "./area.ts";
import type { QuestionCounts, questionsQuery } from "./questions-query.ts";

/** A question with its answer's figure, and the page that lists what it counts. */
export interface Question {
  readonly key: string;
  readonly figure: string;
  readonly words: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

type AreaPart = Pick<Area, "kind" | "code">;
type Variables = VariablesOf<typeof questionsQuery>;

const lastDayOfPcts = "2013-03-31";

/** What the API is asked for the figures of an area on a day. */
export function questionVariables(area: AreaPart, day: string): Omit<Variables, keyof ShownClocks> {
  const { code } = area;
  const pct = pctWhere(area);
  return {
    day,
    yearBefore: yearsLater(day, -1),
    changesWithin: pct ? code : null,
    pctsIn: pct ?? {},
    clustersIn: { pcts: { some: pct ?? {} } },
    practicesIn: area.kind === "PCT" ? { pct: isIt(code) } : (pct ?? {}),
    consortiaIn: pct ? { pcts: { some: pct } } : {},
    supportProvidersIn: pct ? { supports: { some: { recipient: isIt(code) } } } : {},
  };
}

const isIt = (code: string | null) => ({ code: { eq: code ?? "" } });

/** Which PCTs lie in it; undefined for England. */
function pctWhere(area: AreaPart) {
  const level = levelOf(area);
  if (level === "PCT") return isIt(area.code);
  if (level === "CLUSTER") return { cluster: isIt(area.code) };
  return level && { sha: isIt(area.code) };
}

/** Undefined for England, and for areas without questions of their own. */
const levelOf = ({ kind }: AreaPart) =>
  kind === "SHA" || kind === "CLUSTER" || kind === "PCT" ? kind : undefined;

export const hasQuestions = (area: AreaPart): boolean =>
  area.kind === "ENGLAND" || levelOf(area) !== undefined;

interface Counted {
  readonly area: AreaPart;
  readonly day: string;
  readonly counts: QuestionCounts;
  readonly summary: LeftOut & Pick<DelegationSummary, "pctsBelowMinimum" | "delegatedGbp" | "budgetGbp">;
}

/** The questions in sentences, each with the list that answers it. */
export function questionsOf({ area, day, counts, summary }: Counted): readonly Question[] {
  const { pctsBelowMinimum, delegatedGbp, budgetGbp } = summary;
  const within = areaConditions(area);
  const inArea: Pairs = levelOf(area) && area.code ? [["in", area.code]] : [];
  const isEngland = inArea.length === 0;
  const lastPcts = counts.lastPcts.totalCount;
  const below = counts.minimums.nodes.flatMap((sha) => sha.pctsBelowMinimum.map(({ code }) => code));
  const found = (kind: string, conditions: readonly string[], columns: string) =>
    listed("/find", [
      ["kind", kind],
      ...conditions.map((condition) => ["if", condition] as const),
      ["columns", columns],
    ]);
  return [
    {
      key: "no-budget",
      figure: inCounts(counts.underClusterWithoutBudget.totalCount),
      words: `${practices(counts.underClusterWithoutBudget.totalCount)} under a cluster with no delegated budget${noClusters(counts, day)}`,
      ...found(
        "practices",
        ["cluster.hasDelegatedBudget=false", ...within.practices],
        "name,code,cluster,pct,sha,consortium,standing,listSize,confidence,source.title",
      ),
    },
    {
      key: "outside",
      ...outsideInWords(summary),
      ...listed("/orphans", [["standing", "OUTSIDE"], ...inArea]),
    },
    {
      key: "money",
      figure: delegatedGbp === null ? "none known" : inPounds(delegatedGbp),
      words: `delegated of budgets ${budgetGbp === null ? "that are not all known" : `of ${inPounds(budgetGbp)}`}: the money by ${isEngland ? "SHA" : "PCT"}`,
      ...listed("/flows", inArea),
    },
    {
      key: "below",
      ...belowInWords(pctsBelowMinimum, counts.withMinimum.totalCount),
      ...found(
        "pcts",
        [
          pctsBelowMinimum > 0 ? `code.in=${below.join(",")}` : "sha.minimumDelegatedShare.isNull=false",
          ...within.pcts,
        ],
        "name,code,delegatedShare,sha,sha.minimumDelegatedShare,position,budget.amountGbp,confidence,source.title",
      ),
    },
    {
      key: "pathfinders",
      figure: inCounts(counts.pathfindersWithoutPlans.totalCount),
      words: `${counts.pathfindersWithoutPlans.totalCount === 1 ? "pathfinder" : "pathfinders"} where the PCT has no clear plans`,
      ...found(
        "consortia",
        ["isPathfinder=true", "pcts.some.position.eq=NO_CLEAR_PLANS", ...within.consortia],
        "name,code,pathfinderWave,pcts,practices.totalCount,patients,statedPractices,statedPopulation,hasDelegatedBudget,confidence,source.title",
      ),
    },
    {
      key: "support",
      figure: inCounts(counts.supporting.totalCount),
      words: `${counts.supporting.totalCount === 1 ? "firm or unit that gives" : "firms and units that give"} support: who supports whom`,
      ...found(
        "supportProviders",
        [...(within.supportProviders.length > 0 ? within.supportProviders : ["supports.some="])],
        "name,code,sector,supports.recipient,supports.services,supports.model,supports.source.title",
      ),
    },
    {
      key: "takeover",
      figure: inCounts(lastPcts),
      words: `${lastPcts === 1 ? "PCT" : "PCTs"}: who took over in April 2013`,
      ...listed("/flows", [["of", "takeover"], ["asOf", lastDayOfPcts], ...inArea]),
    },
    {
      key: "changes",
      figure: inCounts(counts.inTheYear.totalCount),
      words: `${counts.inTheYear.totalCount === 1 ? "change" : "changes"} in the year before`,
      ...listed("/compare", [
        ["from", yearsLater(day, -1)],
        ["to", day],
        ...inArea.map(([, code]) => ["within", code] as const),
      ]),
    },
  ];
}

/** None under a cluster means another thing where there is no cluster. */
function noClusters({ clusters }: QuestionCounts, day: string): string {
  if (clusters.totalCount > 0) return "";
  return day <= lastDayOfPcts ? ": there are no clusters yet" : ": there are no clusters any more";
}

const practices = (count: number): string => (count === 1 ? "practice" : "practices");

/** None is known on a day of which no source tells, too: then it says so. */
function outsideInWords(summary: LeftOut): Pick<Question, "figure" | "words"> {
  const { practicesOutside } = summary;
  if (!isAnyLeftOutKnown(summary))
    return {
      figure: "none known",
      words: "practices known to be outside every consortium: no source tells of this day",
    };
  return {
    figure: inCounts(practicesOutside),
    words: `${practices(practicesOutside)} known to be outside every consortium, and why`,
  };
}

/** Of nobody who is known to delegate too little there is no list: then it is of those who must delegate a minimum. */
function belowInWords(below: number, withMinimum: number): Pick<Question, "figure" | "words"> {
  if (below > 0)
    return {
      figure: inCounts(below),
      words: `${below === 1 ? "PCT" : "PCTs"} known to delegate less than their SHA demands`,
    };
  const pcts = withMinimum === 1 ? "PCT" : "PCTs";
  const none = withMinimum === 0 ? "" : ": none is known to delegate less";
  return { figure: inCounts(withMinimum), words: `${pcts} whose SHA demands a minimum${none}` };
}

type Pairs = readonly (readonly [string, string])[];

const listed = (path: string, parameters: Pairs) => ({
  path,
  parameters: new URLSearchParams(parameters.map(([name, value]) => [name, value])),
});

/** What confines each list to an area, as the address of Find has it. */
function areaConditions(area: AreaPart) {
  const level = levelOf(area);
  if (level === undefined) return { practices: [], pcts: [], consortia: [], supportProviders: [] };
  const isIt = `code.eq=${area.code}`;
  const pct = level === "PCT" ? isIt : `${level.toLowerCase()}.${isIt}`;
  return {
    practices: [`${level.toLowerCase()}.${isIt}`],
    pcts: [pct],
    consortia: [`pcts.some.${pct}`],
    supportProviders: [`supports.some.recipient.${isIt}`],
  };
}
