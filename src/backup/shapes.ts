import { z } from "zod";
import { auditActions } from "../model/audit.ts";
import { parseCode } from "../model/code.ts";
import { parseDate, parseFinancialYear, parseInstant } from "../model/dates.ts";
import { type FactKind, factKinds } from "../model/facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  membershipStatuses,
  organisationKinds,
  outsideReasons,
  supportModels,
} from "../model/kinds.ts";
import type { RecordType } from "./record.ts";

/** What every record looks like. A property that is not known is refused: nothing of a backup is left out in silence. */

/** A text that its reader answers as it stands. */
const as = <T extends string>(parse: (text: string) => T, expected: string) =>
  z.custom<T>((given) => {
    try {
      return typeof given === "string" && parse(given) === given;
    } catch {
      return false;
    }
  }, `expected ${expected}`);

const code = as(parseCode, "an organisation's code, such as 5PP");
const day = as(parseDate, "a day, such as 2011-04-01");
export const instant = as(
  parseInstant,
  "an instant in UTC with milliseconds, such as 2011-04-01T00:00:00.000Z",
);
const financialYear = as(parseFinancialYear, "a financial year, such as 2011/12");
const text = z.string();
const name = z.string().min(1);
const number = z.number().nullable();
const count = z.number().int().nullable();
export const whole = z.number().int().nonnegative();
export const hash = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");

const said = { source: name, confidence: z.enum(confidences), note: text.nullable() };

const description = {
  ...said,
  name: text,
  postcode: text.nullable(),
  opened: day.nullable(),
  closed: day.nullable(),
  listSize: count,
  listSizeOn: day.nullable(),
  statedPopulation: count,
  statedPractices: count,
  pathfinderFrom: day.nullable(),
  pathfinderWave: count,
  statutory: z.boolean().nullable(),
  minimumDelegatedShare: number,
  minimumDelegatedShareFrom: day.nullable(),
  sector: text.nullable(),
  odsSubType: text.nullable(),
};

const matters = {
  MEMBERSHIP: { to: code, status: z.enum(membershipStatuses) },
  OUTSIDE: { to: code, reason: z.enum(outsideReasons) },
  DELEGATION: {
    to: code,
    financialYear,
    stage: z.enum(delegationStages),
    amountGbp: number,
    shareOfBudget: number,
    scope: text.nullable(),
  },
  SUPPORT: { to: code, services: z.array(text), model: z.enum(supportModels), valueGbp: number },
  SUCCESSION: { to: code },
  REPORT: { financialYear, position: z.enum(delegationPositions), amountGbp: number, shareOfBudget: number },
  BUDGET: { financialYear, amountGbp: z.number() },
} satisfies Record<FactKind, z.ZodRawShape>;

const claimed = {
  ...said,
  from: code,
  validFrom: day.nullable(),
  validTo: day.nullable(),
  assertedBy: code.nullable(),
  factId: z.string().regex(/^[0-9a-f]{20}$/, "expected 20 hexadecimal digits"),
  recordedAt: instant,
  retractedAt: instant.nullable(),
};

const facts = factKinds.map((kind) =>
  z.strictObject({ kind: z.literal(kind), ...claimed, ...matters[kind] }),
);

/** The audit chain's own hashes tell whether it is as it was written: only what is read of it here is asked for. */
const audit = z.looseObject({
  sequence: whole,
  revision: whole,
  at: instant,
  recordedAt: instant,
  who: text,
  action: z.enum(auditActions),
  organisations: z.array(text).nullable(),
  idempotency: z.looseObject({ key: text }).nullable(),
  digest: hash,
  previousHash: hash,
  hash,
});

const shapes = {
  dataset: z.strictObject({
    referenceDate: day.optional(),
    from: day.optional(),
    to: day.optional(),
    financialYear: financialYear.optional(),
    synthetic: z.boolean().optional(),
  }),
  source: z.strictObject({
    code: name,
    title: text,
    publisher: text,
    published: text,
    url: text.nullable(),
    licence: text.nullable(),
  }),
  pathfinderCount: z.strictObject({
    ...said,
    wave: name,
    sha: code.nullable(),
    pathfinders: count,
    runningTotal: count,
    practices: count,
    population: count,
    announced: text.nullable(),
  }),
  organisation: z.strictObject({
    code,
    kind: z.enum(organisationKinds),
    descriptions: z.array(z.strictObject({ ...description, recordedAt: instant })).min(1),
  }),
  fact: z.discriminatedUnion("kind", facts as [(typeof facts)[number], ...typeof facts]),
  audit,
} satisfies Record<RecordType, z.ZodType>;

/** What a value lacks to be one of a kind of record, in words; null where it is one. */
export function faultOf(type: RecordType, value: unknown): string | null {
  const read = shapes[type].safeParse(value);
  if (read.success) return null;
  return read.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`)
    .join("; ");
}
