import pc from "picocolors";
import { ask } from "./ask.ts";
import type { CommandContext } from "./command-context.ts";
import { type FactShown, factFragment, termsInWords } from "./fact-words.ts";
import type { SarifFinding } from "./sarif.ts";
import { countOf, inWords, type Named, nameAndCode, numberText } from "./wording.ts";
import { hanging, wrapped } from "./wrapped.ts";

/** The clocks that an organisation is shown at. */
export interface ShownClocks {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

/** What is shown of an organisation, in short or in full. */
export interface Shown extends Named {
  readonly kind: string;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly postcode: string | null;
  readonly confidence: string;
  readonly source: FactShown["source"];
  readonly standing?: string;
  readonly orphanedSince?: string | null;
  readonly listSize?: number | null;
  readonly listSizeOn?: string | null;
  readonly descriptions: readonly {
    readonly name: string;
    readonly validFrom: string | null;
    readonly validTo: string | null;
  }[];
  readonly predecessors: readonly Named[];
  readonly successors: readonly Named[];
  readonly history: readonly FactShown[];
}

/** What is asked for the summary alone: its direct members of the day are counted by kind. */
type OfDay = Readonly<Record<keyof typeof memberKinds, { readonly totalCount: number }>> & {
  readonly asOf: string;
  readonly position?: string;
  readonly hasDelegatedBudget?: boolean;
};

const memberKinds = {
  practices: ["PRACTICE", "practice"],
  consortia: ["CONSORTIUM", "consortium", "consortia"],
  pcts: ["PCT", "PCT"],
  clusters: ["CLUSTER", "cluster"],
  supportProviders: ["SUPPORT_PROVIDER", "support provider"],
} as const;

const document = `query OfDay($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    asOf
    ${["Practice", "Consortium", "Cluster", "SHA"].map((kind) => `... on ${kind} { hasDelegatedBudget }`).join(" ")}
    ... on PCT { position hasDelegatedBudget }
    ${Object.entries(memberKinds)
      .map(([name, [kind]]) => `${name}: members(kind: ${kind}, first: 0) { totalCount }`)
      .join("\n    ")}
  }
}`;

const conflictsDocument = `query Conflicts($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  conflicts(within: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    rule severity message
    subject { code name kind }
    facts { ...FactShown }
  }
}
${factFragment}`;

/** Of more than so many facts of one kind the rest is counted. */
const maxLines = 4;

/** An organisation in short: what it is, where it belongs on the day and who says so, its money, and what is disputed. */
export async function organisationInShort(
  context: CommandContext,
  shown: Shown,
  clocks: ShownClocks,
): Promise<string> {
  const { stdout } = context;
  const { bold, dim } = pc.createColors(stdout.colours);
  const variables = { ...clocks, code: shown.code };
  const { organisation: ofDay } = await ask<{ organisation: OfDay }>(context, document, variables);
  const line = ([label, text]: Line) => hanging(`  ${dim(label.padEnd(labelWidth))}  `, text, stdout.columns);
  const lines = [
    ...standingLines(shown, ofDay),
    ...factLines(shown, ofDay),
    ...memberLines(shown, ofDay),
    ...(await conflictLines(context, shown, variables)),
  ];
  const more = `Every fact about it, with source and id: commissioning show ${shown.code} --all`;
  return [
    bold(nameAndCode(shown)),
    ...identityLines(shown).map(line),
    "",
    bold(`On ${ofDay.asOf}`),
    ...lines.map(line),
    "",
    wrapped(more, stdout.columns),
  ].join("\n");
}

type Line = readonly [label: string, text: string];
const labelWidth = 12;

const inBrackets = ({ source, confidence }: Pick<FactShown, "source" | "confidence">): string =>
  `[${source.code}, ${inWords(confidence)}]`;

/** What it was called, with the days; nothing where it always had one name. */
export function namesOverTime({ descriptions }: Pick<Shown, "descriptions">): string {
  const isOne = new Set(descriptions.map(({ name }) => name)).size < 2;
  const dated = descriptions.map(
    ({ name, validFrom, validTo }) => `${name} (${validFrom ?? "unknown"} to ${validTo ?? "now"})`,
  );
  return isOne ? "" : dated.join(", ");
}

/** How many patients, and when they were counted, which need not be the day that is shown; null where nobody counted. */
export function patientsInWords({
  listSize,
  listSizeOn,
}: Pick<Shown, "listSize" | "listSizeOn">): string | null {
  if (listSize == null) return null;
  return `${numberText(listSize)}${listSizeOn == null ? "" : `, counted on ${listSizeOn}`}`;
}

const identityLines = (shown: Shown): Line[] => {
  const { kind, opened, closed, postcode, predecessors, successors, ...said } = shown;
  const lines: readonly Line[] = [
    ["kind", `${kind === "PCT" || kind === "SHA" ? kind : inWords(kind)} ${inBrackets(said)}`],
    ["open", `${opened ?? "unknown"} to ${closed ?? "now"}`],
    ["names", namesOverTime(shown)],
    ["postcode", postcode ?? ""],
    ["before it", predecessors.map(nameAndCode).join(", ")],
    ["after it", successors.map(nameAndCode).join(", ")],
  ];
  return lines.filter(([, text]) => text !== "");
};

function standingLines(shown: Shown, { asOf, position, hasDelegatedBudget }: OfDay): Line[] {
  const { opened, closed, standing, orphanedSince } = shown;
  const lines: Line[] = [];
  if ((opened !== null && opened > asOf) || (closed !== null && closed < asOf)) {
    lines.push(["", "It did not exist on that day."]);
  }
  if (standing) {
    const since = orphanedSince ? `, in no consortium since ${orphanedSince}` : "";
    lines.push(["standing", `${inWords(standing)}${since}`]);
  }
  const patients = patientsInWords(shown);
  if (patients !== null) lines.push(["patients", patients]);
  const inForce = hasDelegatedBudget ? "a delegated budget is in force" : "no budget is delegated";
  if (position) lines.push(["position", `${inWords(position)}; ${inForce}`]);
  else if (hasDelegatedBudget !== undefined) lines.push(["delegation", inForce]);
  return lines;
}

/** What a fact may be to one of its ends, in the order of the summary. */
const labels = [
  "belongs to",
  "outside in",
  "budget",
  "budget from",
  "delegates to",
  "reports",
  "supported by",
  "supports",
] as const;

/** What a fact is to one of its ends; null for what is told elsewhere. */
function labelOf({ kind, from }: FactShown, code: string): (typeof labels)[number] | null {
  const isFrom = from?.code === code;
  switch (kind) {
    case "MEMBERSHIP":
      return isFrom ? "belongs to" : null;
    case "OUTSIDE":
      return isFrom ? "outside in" : null;
    case "DELEGATION":
      return isFrom ? "delegates to" : "budget from";
    case "SUPPORT":
      return isFrom ? "supports" : "supported by";
    case "REPORT":
      return "reports";
    case "BUDGET":
      return "budget";
    default:
      return null;
  }
}

/** Its own facts of the day, by what they are to it. */
function factLines({ history, code }: Shown, { asOf }: OfDay): Line[] {
  const byLabel = new Map<string, string[]>(labels.map((label) => [label, []]));
  for (const fact of history.filter((each) => isLive(each, asOf))) {
    const label = labelOf(fact, code);
    if (label !== null) byLabel.get(label)?.push(textOf(fact, code));
  }
  // A PCT's position is that of its latest report.
  byLabel.set("reports", byLabel.get("reports")?.slice(-1) ?? []);
  return [...byLabel].flatMap(([label, texts]) => {
    const shown = texts.slice(0, maxLines).map((text, at): Line => [at === 0 ? label : "", text]);
    const more = texts.length - shown.length;
    return more > 0 ? [...shown, ["", `and ${numberText(more)} more`] as const] : shown;
  });
}

const isLive = ({ validFrom, validTo, knownTo }: FactShown, day: string): boolean =>
  knownTo === null && (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);

/** The other end, the terms, and who says so, how far it is to be trusted. */
function textOf(fact: FactShown, code: string): string {
  const other = fact.from?.code === code ? fact.to : fact.from;
  const what = [other && nameAndCode(other), termsInWords(fact)].filter(Boolean).join(": ");
  return `${what} ${inBrackets(fact)}`;
}

function memberLines({ history, code, kind }: Shown, ofDay: OfDay): Line[] {
  if (kind === "PRACTICE" || kind === "SUPPORT_PROVIDER") return [];
  const names = Object.keys(memberKinds) as (keyof typeof memberKinds)[];
  const counts = names.flatMap((name) => {
    const [, one, many] = memberKinds[name];
    const { totalCount } = ofDay[name];
    return totalCount === 0 ? [] : [countOf(totalCount, one, many)];
  });
  const outside = history.filter(
    (fact) => fact.kind === "OUTSIDE" && fact.to?.code === code && isLive(fact, ofDay.asOf),
  ).length;
  return [
    ["members", counts.join(", ") || "none"],
    ...(outside > 0 ? [["outside", countOf(outside, "practice")] as const] : []),
  ];
}

/** What is disputed about it, and how much within it. */
async function conflictLines(
  context: CommandContext,
  { code, kind }: Shown,
  variables: Readonly<Record<string, unknown>>,
): Promise<Line[]> {
  // Nobody lies in one.
  if (kind === "SUPPORT_PROVIDER") return [];
  const { conflicts } = await ask<{ conflicts: readonly SarifFinding[] }>(
    context,
    conflictsDocument,
    variables,
  );
  const own = conflicts.filter(
    ({ subject, facts }) =>
      subject.code === code || facts.some(({ from, to }) => from?.code === code || to?.code === code),
  );
  const isArea = kind === "SHA" || kind === "CLUSTER" || kind === "PCT";
  const others = isArea ? conflicts.length - own.length : 0;
  const lines = own
    .slice(0, maxLines)
    .map(({ severity, rule, message }) => `${inWords(severity)}, ${rule}: ${message}`);
  const more = own.length - lines.length;
  if (more > 0) lines.push(`and ${numberText(more)} more`);
  if (others > 0) lines.push(`${numberText(others)} within it: commissioning check --within ${code}`);
  return (lines.length === 0 ? ["nothing"] : lines).map((text, at) => [at === 0 ? "in conflict" : "", text]);
}
