import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { StatedMembership } from "../../model/editions.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { MembershipPayload, NewFact } from "../../model/facts.ts";
import type { ReadRow } from "../csv/line-records.ts";
import { fault, rejecting, shown } from "../report/faults.ts";
import { type Ignored, ignored, type Rejected, rejected } from "../report/report.ts";
import { adviceOnNumber, cellReader, codeIn, dateIn, isEnglish, practiceCodeIn } from "./cells.ts";
import { membershipsLayout } from "./layouts.ts";
import { clippedToLives } from "./life-after.ts";
import { mayBeLater, noCommonDay, type Odd, odd, oddParent } from "./oddities.ts";

/** A practice's dated membership of a PCT or of a clinical commissioning group. */
export interface MembershipRow {
  readonly kind: "membership";
  readonly practice: Code;
  readonly parent: Code;
  readonly joined: IsoDate;
  readonly left: IsoDate | null;
  /** What the register gives, where that is more than the days on which both exist; null where it is just those. */
  readonly cut: string | null;
}

/** What is known of the codes that a membership may name. */
export interface KnownCodes {
  /** What a practice's code stands for, in the graph and in the practices file. */
  practice(code: Code): "practice" | "not a GP practice" | "rejected" | "unknown";
  readonly lifeOf: (code: Code) => Life | undefined;
}

/** The time that the graph is about. What ended before it belongs to primary care groups and the first trusts. */
const datasetFrom = "2010-01-01";
const datasetTo = "2013-12-31";
/** NHS England's own commissioning hubs, from April 2013: the rows of eccg.csv with the sub-type H or the role RO218. */
const commissioningHub =
  /^(12[GHJ-NPQRTVWXY]|13[ACGHJ-NQRVWXY]|14[ACDEFGHJKMNPQRTVWX]|15[GHJKL]|27T|32T|76A|85J|97T)$/;
const welshBoard = /^7A\d$/;

/** The rule for what can be taken when the practice comes. */
export const notInGraphYet = "practice not in the graph";

/** Reads a row of epcmem: a membership that the graph takes, a row outside what it is about, or one with a fault. */
export function readMembership(row: ReadRow, known: KnownCodes): MembershipRow | Ignored | Odd | Rejected {
  return rejecting(() => {
    const said = saidIn(row);
    if ("rule" in said) return said;
    const { practice, parent, joined, left } = said;
    // A fault is one whatever the graph holds: what is kept until its practice comes has none.
    const days = daysOf(parent, joined, left);
    const outside = practiceOutside(practice, known);
    if (outside?.kind === "ignored" && outside.rule === notInGraphYet) return beyond(parent, left) ?? outside;
    return outside ?? membershipOf(practice, parent, days.joined, days.left, known);
  });
}

/** What a row says of a practice of England; the rule that sets any other aside. Days of others are not looked at. */
function saidIn(row: ReadRow) {
  const cell = cellReader(membershipsLayout, row);
  const practice = practiceCodeIn("practice", cell("practice"));
  if (!isEnglish(practice)) return ignored("not an English practice code");
  if (cell("parentType").toUpperCase() !== "W") return ignored("parent type other than W");
  return {
    practice,
    parent: codeIn(cell("parent")),
    joined: dateIn("joined", cell("joined")),
    left: dateIn("left", cell("left")),
  };
}

function practiceOutside(code: Code, known: KnownCodes): Ignored | Rejected | null {
  switch (known.practice(code)) {
    case "practice":
      return null;
    case "not a GP practice":
      return ignored("practice is not a GP practice");
    case "rejected":
      return rejected("practice", `the row of practice ${code} in the practices file was rejected`);
    case "unknown":
      return ignored(notInGraphYet);
  }
}

/**
 * What a row states of a practice's memberships, whatever the graph holds; null for one outside what the graph is about.
 * Of a row that `readMembership` does not reject.
 */
export function statedMembership(row: ReadRow): StatedMembership | null {
  const said = saidIn(row);
  if ("rule" in said || said.joined === null || beyond(said.parent, said.left)) return null;
  return { ...said, joined: said.joined };
}

/** A membership from its parts, whichever file they come from. */
export function membershipOf(
  practice: Code,
  parent: string,
  joined: IsoDate | null,
  left: IsoDate | null,
  known: Pick<KnownCodes, "lifeOf">,
): MembershipRow | Ignored | Odd | Rejected {
  return rejecting(() => {
    const days = daysOf(parent, joined, left);
    const outside = beyond(parent, left);
    if (outside) return outside;
    const kind = known.lifeOf(parent as Code)?.kind;
    if (kind === "PCT" || kind === "CONSORTIUM") {
      return cutToLives(practice, parent as Code, days.joined, days.left, known);
    }
    if (commissioningHub.test(parent)) return ignored("parent is a commissioning hub of NHS England");
    return withoutParent(parent, kind, days.joined);
  });
}

/** The days of a membership; rejects the row where they, or its parent's code, cannot be. */
function daysOf(parent: string, joined: IsoDate | null, left: IsoDate | null) {
  if (!/^[A-Z0-9]{3,5}$/.test(parent)) {
    fault(
      "parent",
      `${shown(parent)} is not a parent's code: expected three or five letters and digits${adviceOnNumber(parent)}`,
    );
  }
  if (joined === null) return fault("joined", "it is empty: expected the day the practice joined");
  if (left !== null && left < joined) {
    fault("left", `it ends before it starts: joined ${joined}, left ${left}`);
  }
  return { joined, left };
}

/** Why a membership is none that the graph is about; null where it is. */
function beyond(parent: string, left: IsoDate | null): Ignored | null {
  if (left !== null && left < datasetFrom) return ignored("ended before 2010-01-01");
  return welshBoard.test(parent) ? ignored("parent is a Welsh health board") : null;
}

function withoutParent(parent: string, kind: Life["kind"] | undefined, joined: IsoDate): Ignored | Odd {
  const rule = oddParent(parent);
  if (joined > datasetTo && mayBeLater(parent)) {
    return ignored("parent not in the graph, joined after 2013-12-31");
  }
  const reason = kind === undefined ? notInGraph(parent) : `${parent} is a ${kind}, not a PCT or a CCG`;
  return odd(rule, "parent", reason);
}

const notInGraph = (parent: string): string =>
  `${parent} is not in the graph: expected a PCT or a CCG that is, such as 5E1 or 00K`;

/** A membership on the days on which both its ends exist, by the rules of all facts. */
function cutToLives(
  practice: Code,
  parent: Code,
  joined: IsoDate,
  left: IsoDate | null,
  known: Pick<KnownCodes, "lifeOf">,
): MembershipRow | Odd {
  const said: MembershipRow = { kind: "membership", practice, parent, joined, left, cut: null };
  const fact = clippedToLives(factOfMembershipRow(said, ""), known.lifeOf);
  if (fact !== null) {
    return { ...said, joined: fact.validFrom ?? joined, left: fact.validTo, cut: fact.note };
  }
  const reason = `${practice} and ${parent} never exist on one day from ${joined} to ${left ?? "now"}: expected days on which both do`;
  return odd(noCommonDay, "joined", reason);
}

/** What a row says, as a fact of a source. */
export function factOfMembershipRow({ practice, parent, joined, left, cut }: MembershipRow, source: string) {
  return {
    kind: "MEMBERSHIP",
    from: practice,
    to: parent,
    status: "ESTABLISHED",
    validFrom: joined,
    validTo: left,
    source,
    assertedBy: null,
    confidence: cut === null ? "CONFIRMED" : "DERIVED",
    note: cut,
  } satisfies NewFact as NewFact & MembershipPayload;
}
