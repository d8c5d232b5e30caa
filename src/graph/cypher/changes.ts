import type { ChangeKind } from "../../model/change.ts";
import type { Code } from "../../model/code.ts";
import type { FactKind } from "../../model/facts.ts";
import type {
  ChangeCount,
  ChangeCountPlan,
  ChangedPlan,
  ChangePart,
  ChangeScope,
} from "../../query/changes.ts";
import { payloadFieldsOf } from "../../vocabulary/derive.ts";
import type { FieldType } from "../../vocabulary/field.ts";
import { believed, described } from "../statements/clocks.ts";
import { readCode } from "../statements/read-code.ts";
import type { Printed } from "./printed.ts";

/** What `changesOf` of src/model/change.ts finds, in Cypher: which organisations have changes, and how many of each kind. */

const inScope = "o.code >= $start AND o.kind IN $organisationKinds";
const anchor = (within: boolean): string =>
  within ? "UNWIND $codes AS within MATCH (o:Organisation {code: within})" : "MATCH (o:Organisation)";

const holdsOn = (fact: string, day: "from" | "to"): string =>
  `(${fact}.validFrom <= $${day} AND $${day} <= ${fact}.validTo)`;
/** A fact that the graph believes and that holds on one of the days but not on the other. */
const differs = (fact: string): string =>
  `${believed(fact)} AND ${holdsOn(fact, "from")} <> ${holdsOn(fact, "to")}`;
const onEither = (fact: string): string =>
  `${believed(fact)} AND (${holdsOn(fact, "from")} OR ${holdsOn(fact, "to")})`;
const saidOn = (fact: string, day: "from" | "to", says: string): string =>
  `collect(DISTINCT CASE WHEN ${holdsOn(fact, day)} THEN ${says} END)`;
/** Whether two lists hold the same, in whatever order. */
const otherwise = (a: string, b: string): string =>
  `size([x IN ${a} WHERE NOT x IN ${b}]) + size([x IN ${b} WHERE NOT x IN ${a}]) > 0`;

function livesPart(within: boolean): string {
  return `${anchor(within)}
WHERE ${inScope}
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL
WITH o.code AS code, CASE
  WHEN $from < d.opened AND d.opened <= $to AND $to <= d.closed THEN "OPENED"
  WHEN d.opened <= $from AND $from <= d.closed AND d.closed < $to THEN "CLOSED" END AS kind
WHERE kind IN $kinds
RETURN code, kind`;
}

/** One change for each kind of group that an organisation joined, left, or left one of for another. */
function membershipPart(within: boolean): string {
  return `${anchor(within)}
MATCH (o)-[seen:MEMBER_OF]->(group:Organisation)
WHERE ${inScope} AND group.kind IN $groupKinds AND ${differs("seen")}
WITH DISTINCT o, group.kind AS groupKind
MATCH (o)-[fact:MEMBER_OF]->(group:Organisation)
WHERE group.kind = groupKind AND ${onEither("fact")}
WITH o, groupKind, group, ${saidOn("fact", "from", `coalesce(fact.status, "")`)} AS before, ${saidOn("fact", "to", `coalesce(fact.status, "")`)} AS after
WITH o, groupKind, sum(CASE WHEN size(before) = 0 THEN 1 ELSE 0 END) AS joined, sum(CASE WHEN size(after) = 0 THEN 1 ELSE 0 END) AS left,
  sum(CASE WHEN size(before) > 0 AND size(after) > 0 AND ${otherwise("before", "after")} THEN 1 ELSE 0 END) AS changed
WITH o, CASE WHEN joined > 0 AND left > 0 THEN ["MOVED"] WHEN joined > 0 THEN ["JOINED"] WHEN left > 0 THEN ["LEFT"] ELSE [] END
  + [x IN range(1, changed) | "STATUS_CHANGED"] AS found
UNWIND found AS kind
WITH o.code AS code, kind
WHERE kind IN $kinds
RETURN code, kind`;
}

interface ChangedPartText {
  readonly pattern: (fact: string, other: string) => string;
  /** The variable of the organisation that the matter is about, beside the one that changed. */
  readonly other: string | null;
  readonly says: (fact: string) => string;
  readonly began: ChangeKind;
  readonly changed?: ChangeKind;
  readonly ended?: ChangeKind;
}

function changedPart(part: ChangedPartText): (within: boolean) => string {
  const { pattern, other, says, began, changed, ended } = part;
  const about = other ? `o, ${other}` : "o";
  const whenEnded = ended ? `WHEN size(after) = 0 THEN "${ended}"` : "WHEN size(after) = 0 THEN null";
  const whenChanged = changed ? ` WHEN ${otherwise("before", "after")} THEN "${changed}"` : "";
  return (within) => `${anchor(within)}
MATCH ${pattern("seen", other ? `${other}:Organisation` : "")}
WHERE ${inScope} AND ${differs("seen")}
WITH DISTINCT ${about}
MATCH ${pattern("fact", other ?? "")}
WHERE ${onEither("fact")}
WITH ${about}, ${saidOn("fact", "from", says("fact"))} AS before, ${saidOn("fact", "to", says("fact"))} AS after
WITH o.code AS code, CASE WHEN size(before) = 0 THEN "${began}" ${whenEnded}${whenChanged} END AS kind
WHERE kind IN $kinds
RETURN code, kind`;
}

/** Cypher for all that a kind of fact says, as a list of texts. */
const saying =
  (kind: FactKind) =>
  (fact: string): string => {
    const fields = payloadFieldsOf(kind).map(([name, { type }]) => ({ said: `${fact}.${name}`, type }));
    const words = fields.filter(({ type }) => type !== "texts");
    const lists = fields.filter(({ type }) => type === "texts");
    const isNoText = (type: FieldType) => ["count", "flag", "pounds", "share"].includes(String(type));
    const texts = words.map(({ said, type }) =>
      isNoText(type) ? `toString(coalesce(${said}, -1))` : `coalesce(${said}, "")`,
    );
    return [`[${texts.join(", ")}]`, ...lists.map(({ said }) => `coalesce(${said}, [])`)].join(" + ");
  };

/** As of other matters, of the reports of the last day alone: those before stay in force beside them. */
function reportsPart(within: boolean): string {
  const last = (day: "from" | "to") =>
    `max(CASE WHEN ${holdsOn("seen", day)} THEN seen.validFrom ELSE "" END)`;
  const saidLast = (day: "from" | "to", last: string) =>
    `collect(DISTINCT CASE WHEN ${holdsOn("fact", day)} AND fact.validFrom = ${last} THEN ${saying("REPORT")("fact")} END)`;
  return `${anchor(within)}
MATCH (o)-[seen:REPORTED]->(:DelegationReport)
WHERE ${inScope} AND ${onEither("seen")}
WITH o, ${last("from")} AS lastBefore, ${last("to")} AS lastAfter
MATCH (o)-[fact:REPORTED]->(:DelegationReport)
WHERE ${onEither("fact")}
WITH o, ${saidLast("from", "lastBefore")} AS before, ${saidLast("to", "lastAfter")} AS after
WITH o.code AS code, CASE WHEN size(before) = 0 AND size(after) = 0 THEN null WHEN size(before) = 0 THEN "REPORTED"
  WHEN size(after) = 0 THEN "REPORT_ENDED" WHEN ${otherwise("before", "after")} THEN "REPORT_CHANGED" END AS kind
WHERE kind IN $kinds
RETURN code, kind`;
}

/** What holds on neither day, and did in between. */
const between =
  (pattern: string, subject: string, kinds: readonly ChangeKind[], more = "") =>
  (within: boolean) =>
    `${anchor(within)}
MATCH ${pattern}
WHERE ${inScope}${more} AND ${believed("seen")} AND seen.validFrom <= $to AND $from <= seen.validTo
WITH ${subject}, max(CASE WHEN ${holdsOn("seen", "from")} OR ${holdsOn("seen", "to")} THEN 1 ELSE 0 END) AS held
WHERE held = 0
UNWIND ${JSON.stringify(kinds)} AS kind
WITH o.code AS code, kind
WHERE kind IN $kinds
RETURN code, kind`;

const livesBetween = (within: boolean): string => `${anchor(within)}
WHERE ${inScope}
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL AND $from < d.opened AND d.closed < $to
UNWIND ["OPENED", "CLOSED"] AS kind
WITH o.code AS code, kind
WHERE kind IN $kinds
RETURN code, kind`;

/** What is looked through: each is a part of one statement. */
const parts = {
  lives: livesPart,
  memberships: membershipPart,
  outside: changedPart({
    pattern: (fact, _other) => `(o)-[${fact}:OUTSIDE]->(:Organisation)`,
    other: null,
    says: saying("OUTSIDE"),
    began: "BECAME_OUTSIDE",
    changed: "OUTSIDE_REASON_CHANGED",
    ended: "NO_LONGER_OUTSIDE",
  }),
  delegations: changedPart({
    pattern: (fact, other) => `(o)<-[${fact}:DELEGATES_TO]-(${other})`,
    other: "other",
    says: saying("DELEGATION"),
    began: "DELEGATED",
    changed: "DELEGATION_CHANGED",
    ended: "DELEGATION_ENDED",
  }),
  reports: reportsPart,
  budgets: changedPart({
    pattern: (fact, _other) => `(o)-[${fact}:HAS_BUDGET]->(:Budget)`,
    other: null,
    says: saying("BUDGET"),
    began: "BUDGET_SET",
    changed: "BUDGET_CHANGED",
    ended: "BUDGET_ENDED",
  }),
  support: changedPart({
    pattern: (fact, other) => `(o)<-[${fact}:SUPPORTS]-(${other})`,
    other: "other",
    says: saying("SUPPORT"),
    began: "SUPPORT_BEGAN",
    changed: "SUPPORT_CHANGED",
    ended: "SUPPORT_ENDED",
  }),
  successions: changedPart({
    pattern: (fact, other) => `(o)-[${fact}:SUCCEEDED_BY]->(${other})`,
    other: "other",
    says: () => `[""]`,
    began: "SUCCEEDED",
  }),
} as const satisfies Record<ChangePart, (within: boolean) => string>;

const other = "other:Organisation";
/** Where what came and went in between is asked for, too. */
const partsBetween: Readonly<Record<ChangePart, (within: boolean) => string>> = {
  lives: livesBetween,
  memberships: between(
    "(o)-[seen:MEMBER_OF]->(group:Organisation)",
    "o, group",
    ["JOINED", "LEFT"],
    " AND group.kind IN $groupKinds",
  ),
  outside: between("(o)-[seen:OUTSIDE]->(:Organisation)", "o", ["BECAME_OUTSIDE", "NO_LONGER_OUTSIDE"]),
  delegations: between(`(o)<-[seen:DELEGATES_TO]-(${other})`, "o, other", ["DELEGATED", "DELEGATION_ENDED"]),
  reports: between("(o)-[seen:REPORTED]->(:DelegationReport)", "o", ["REPORTED", "REPORT_ENDED"]),
  budgets: between("(o)-[seen:HAS_BUDGET]->(:Budget)", "o", ["BUDGET_SET", "BUDGET_ENDED"]),
  support: between(`(o)<-[seen:SUPPORTS]-(${other})`, "o, other", ["SUPPORT_BEGAN", "SUPPORT_ENDED"]),
  successions: between(`(o)-[seen:SUCCEEDED_BY]->(${other})`, "o, other", ["SUCCEEDED"]),
};

export const printChanged = ({ scope, ...params }: ChangedPlan): Printed<Code> => ({
  // Grouped rather than DISTINCT, which behind a CALL stops at 2,048 rows on the embedded engine.
  cypher: `${allParts(scope)}
WITH code, count(*) AS found
RETURN code ORDER BY code LIMIT $size`,
  row: (raw) => readCode(raw.code),
  params: paramsOf(params),
});

export const printChangeCounts = ({ scope, ...params }: ChangeCountPlan): Printed<ChangeCount> => ({
  cypher: `${allParts(scope)}
WITH kind, count(*) AS found
RETURN kind, found`,
  row: (raw) => ({ kind: raw.kind as ChangeKind, count: Number(raw.found) }),
  params: { ...paramsOf(params), start: "" },
});

const paramsOf = ({ entity: _, condition: __, ...params }: Omit<ChangeCountPlan, "scope">) => params;

function allParts({ among, within, inBetween }: ChangeScope): string {
  const texts = among.flatMap((part) => [
    parts[part](within),
    ...(inBetween ? [partsBetween[part](within)] : []),
  ]);
  return `CALL {\n${texts.join("\nUNION ALL\n")}\n}`;
}
