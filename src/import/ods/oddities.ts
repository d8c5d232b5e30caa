import type { Rejects } from "../report/rejects.ts";
import { countIgnored, ignored, type PartReport, rejected } from "../report/report.ts";

/**
 * Oddities that the register is known to have: rows which the graph cannot take and which must not keep out all others.
 * Each is set aside by its name and counted, as long as it stays an oddity: a rule that takes more of a file than it may
 * rejects its rows instead, so that the import stops.
 */
export interface OddRule {
  readonly rule: string;
  /** Of the rows of the file. */
  readonly maxShare: number;
  /** As many it may take whatever their share. */
  readonly maxRows: number;
}

const few = { maxShare: 0.01, maxRows: 20 } as const;

/** Parents that are no commissioners of practices, by the shapes of their codes. */
const otherParents: readonly (OddRule & { readonly code: RegExp })[] = [
  { ...few, rule: "parent is an NHS trust", code: /^R[A-Z0-9]{2}$/ },
  { ...few, rule: "parent is an independent provider", code: /^(N[A-Z0-9]{2}|8[A-Z0-9]{2,4})$/ },
  { ...few, rule: "parent is a region, an area team or an integrated care board", code: /^[QY][A-Z0-9]{2}$/ },
];
const laterCcg = /^(\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z])$/;
/** A code such as CCGs have: one that was made later may have it. */
export const mayBeLater = (code: string): boolean => laterCcg.test(code);
const pct = /^(5[A-Z0-9]{2}|T[A-Z]{2})$/;

/** Why a parent that the graph does not hold as a PCT or a CCG is odd. */
export function oddParent(code: string): OddRule {
  const other = otherParents.find((parent) => parent.code.test(code));
  if (other) return other;
  // A CCG of a later year carries the days of those that it was made of.
  if (laterCcg.test(code)) return { ...few, rule: "parent is a CCG that is not in the graph" };
  // The graph holds all PCTs: one that it lacks is more than an oddity in a file of a few rows.
  if (pct.test(code)) return { ...few, maxRows: 0, rule: "parent is a PCT that is not in the graph" };
  return { ...few, rule: "parent is of a kind that is not known" };
}

export const noCommonDay: OddRule = { ...few, rule: "no day on which practice and parent both exist" };

/** A row that an oddity sets aside; what it is rejected with where the rule takes too many. */
export interface Odd {
  readonly kind: "odd";
  readonly rule: OddRule;
  readonly column: string | null;
  readonly reason: string;
}
export const odd = (rule: OddRule, column: string | null, reason: string): Odd => ({
  kind: "odd",
  rule,
  column,
  reason,
});

interface OddRow {
  readonly row: { readonly line: number; readonly text: string };
  readonly odd: Odd;
}

/** The odd rows of a part of a file, kept until all of it is read and it is known how many they are. */
export class OddRows {
  readonly #byRule = new Map<string, OddRow[]>();

  add(row: OddRow["row"], found: Odd): void {
    const rows = this.#byRule.get(found.rule.rule) ?? [];
    rows.push({ row, odd: found });
    this.#byRule.set(found.rule.rule, rows);
  }

  /** Counts each row as ignored by its rule, or as rejected where the rule takes too many. */
  conclude(part: PartReport, rejects: Rejects, onRejected: (row: OddRow["row"]) => void = () => {}): void {
    for (const [rule, rows] of this.#byRule) {
      const { maxRows, maxShare } = rows[0]?.odd.rule ?? few;
      if (rows.length <= Math.max(maxRows, Math.floor(part.read * maxShare))) {
        for (const _row of rows) countIgnored(part, ignored(rule));
        continue;
      }
      for (const { row, odd: found } of rows) {
        part.rejected++;
        rejects.add(part.file, row, rejected(found.column, found.reason));
        onRejected(row);
      }
    }
    this.#byRule.clear();
  }
}
