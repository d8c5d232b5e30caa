import { sha256 } from "../../graph/audit-digest.ts";
import type { Transaction } from "../../graph/graph.ts";
import { acquireWriteLock, type GraphChanges, nextInstant, record } from "../../graph/recorder.ts";
import { type AuditHead, readAudit } from "../../graph/statements/audit.ts";
import {
  auditByKey,
  auditSince,
  believedFacts,
  believedOf,
  factsById,
  organisationsNow,
} from "../../graph/statements/curation.ts";
import { sourcesByCode } from "../../graph/statements/dataset.ts";
import { newKey, recordUnder } from "../../graph/write-key.ts";
import type { AuditAction, AuditRecord, Author, Idempotency } from "../../model/audit.ts";
import { requireRole } from "../../model/caller.ts";
import type { Code } from "../../model/code.ts";
import type { GivenChange, InputProblem, Outcome } from "../../model/curation.ts";
import type { Fact } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Context } from "../context.ts";
import { changeProblems, newSources } from "./change-input.ts";
import { codeAt, problemAt, unwritableTexts } from "./input-problems.ts";

/** A change as a curator asked for it, read but not yet checked against the graph. */
export interface Draft {
  /** The mutation, so that one key cannot stand for two. */
  readonly name: string;
  readonly action: AuditAction;
  /** What is refused without the role, such as "Recording a fact". */
  readonly doing: string;
  readonly given: GivenChange;
  /** What was wrong with it already. */
  readonly problems: InputProblem[];
  /** The organisations and the facts that it is about. */
  readonly codes: readonly Code[];
  readonly factIds: readonly string[];
  /** Which of their facts it is checked against: those that start at them, or all about them. */
  readonly facts: keyof typeof believedFacts | null;
  /** What to write, or what is wrong with it. */
  plan(found: Found): { readonly problems: readonly InputProblem[]; readonly changes: GraphChanges };
}

/** What the graph holds of what a draft is about. */
export interface Found {
  find(code: Code): OrganisationRecord | undefined;
  /** What is believed. */
  readonly facts: readonly Fact[];
  readonly byId: ReadonlyMap<string, Fact>;
  /** Whose claim the change follows, where it says so and the code can be read. */
  readonly assertedBy?: Code | undefined;
}

/**
 * Checks a change and writes it, in one transaction that keeps other writers waiting. It runs a fixed number of
 * statements, whatever the change holds.
 * @throws Forbidden
 */
export async function curate(context: Context, draft: Draft): Promise<Outcome> {
  requireRole(context.caller, "curator", draft.doing);
  const { name: who } = context.caller;
  const idempotency = keyOf(draft);
  const done = (record: AuditRecord) => ({
    outcome: { kind: "done", record, repeated: false } as Outcome,
    state: record,
  });
  let tried = false;
  const { outcome } = await context.write<{ outcome: Outcome; state?: AuditRecord }>(
    async (transaction) => {
      const outcome = await attempt(transaction, context, draft, idempotency);
      tried = outcome.kind === "done" && !outcome.repeated;
      return outcome.kind === "done" && tried ? done(outcome.record) : { outcome };
    },
    {
      async find(transaction) {
        // What another request wrote under the key is the change's own to answer.
        const record = tried ? await recordUnder(transaction, { who, idempotency }) : undefined;
        return record && done(record);
      },
      advice: `Ask for the same once more with the idempotency key "${idempotency.key}": it is written once, and the answer says what came of it.`,
      details: { idempotencyKey: idempotency.key },
    },
  );
  return outcome;
}

/** The key that a change is asked for with, or one of its own. */
function keyOf({ name, given }: Draft): Idempotency {
  const { idempotencyKey: key, ...asked } = given;
  return key == null ? newKey(JSON.stringify([name, asked])) : { key, inputDigest: digestOf(name, given) };
}

/** GraphQL hands over the fields of an input in the order of the schema. */
const digestOf = (name: string, given: object): string => sha256(JSON.stringify([name, given]));

/** Whether a record is of the same input. One that had no key is asked for again with the key that it was given here. */
function isOfInput({ idempotency }: AuditRecord, { name, given }: Draft): boolean {
  const { idempotencyKey: _, ...keyless } = given;
  const digest = idempotency?.inputDigest;
  return digest === digestOf(name, given) || digest === digestOf(name, keyless);
}

async function attempt(
  transaction: Transaction,
  { caller, requestId }: Context,
  draft: Draft,
  idempotency: Idempotency,
): Promise<Outcome> {
  const { given, action } = draft;
  const head = await acquireWriteLock(transaction);
  if (given.idempotencyKey != null) {
    const [stored] = await transaction.run(auditByKey, { key: idempotency.key, who: caller.name });
    const earlier = stored && readAudit(stored);
    if (earlier && isOfInput(earlier, draft)) return { kind: "done", record: earlier, repeated: true };
    if (earlier) return { kind: "key reused", key: idempotency.key, record: earlier };
  }
  const about = await read(transaction, draft);
  const conflict = await conflictSince(transaction, head, given, about.codes);
  if (conflict) return conflict;
  const { changes, problems } = await checked(transaction, draft, head, about);
  if (problems.length > 0) return { kind: "invalid", problems };
  const author: Author = {
    who: caller.name,
    action,
    reason: given.reason.trim(),
    requestId,
    assertedBy: about.assertedBy ?? null,
    idempotency,
  };
  return {
    kind: "done",
    record: await record(transaction, changes, nextInstant(head), author),
    repeated: false,
  };
}

/** What the draft names: its facts by id, and all organisations that it touches. */
async function read(transaction: Transaction, { factIds, codes, given, problems }: Draft) {
  const byId = factIds.length > 0 ? await transaction.run(factsById, { factIds }) : [];
  const ends = byId.flatMap((fact) => ("to" in fact ? [fact.from, fact.to] : [fact.from]));
  const again: InputProblem[] = [];
  const assertedBy =
    given.assertedBy == null ? undefined : codeAt(["input", "assertedBy"], given.assertedBy, again);
  // A transaction that is tried again reads the same draft.
  if (again.length > 0 && !problems.some(({ path }) => path.join() === "input,assertedBy"))
    problems.push(...again);
  return {
    // Of the versions of a claim the one that is believed now, if there is one.
    byId: new Map(
      byId
        .toSorted((a, b) => Number(a.retractedAt === null) - Number(b.retractedAt === null))
        .map((fact) => [fact.factId, fact]),
    ),
    codes: [...new Set([...codes, ...ends])],
    assertedBy,
  };
}

type About = Awaited<ReturnType<typeof read>>;

async function conflictSince(
  transaction: Transaction,
  { revision }: AuditHead,
  { expectedRevision: expected }: GivenChange,
  codes: readonly Code[],
): Promise<Outcome | null> {
  if (expected == null) return null;
  const stored = await transaction.run(auditSince, { revision: expected, codes });
  // One in full that touches nothing, such as of a source, is in nobody's way.
  const since = stored.map(readAudit).filter(({ organisations }) => organisations?.length !== 0);
  return since.length === 0 ? null : { kind: "conflict", expected, revision, since };
}

async function checked(transaction: Transaction, draft: Draft, head: AuditHead, about: About) {
  const { given } = draft;
  const codes = about.assertedBy === undefined ? about.codes : [...about.codes, about.assertedBy];
  const organisations = await transaction.run(organisationsNow, { codes });
  const facts = draft.facts ? await transaction.run(believedFacts[draft.facts], believedOf(about.codes)) : [];
  const [source] = await transaction.run(sourcesByCode, { codes: [given.source.code] });
  const byCode = new Map(organisations.map((organisation) => [organisation.code, organisation]));
  const planned = draft.plan({ find: (code) => byCode.get(code), facts, ...about });
  return {
    changes: { ...planned.changes, sources: newSources(given, source) },
    problems: [
      ...draft.problems,
      ...unwritableTexts(["input"], given),
      ...changeProblems(given, head, source),
      ...planned.problems,
      ...unknownAsserter(about.assertedBy, byCode, planned.problems),
    ],
  };
}

/** The rules of a fact look for its own. */
function unknownAsserter(
  code: Code | undefined,
  known: ReadonlyMap<Code, unknown>,
  found: readonly InputProblem[],
): InputProblem[] {
  if (code === undefined || known.has(code)) return [];
  const path = ["input", "assertedBy"];
  if (found.some((problem) => problem.path.join() === path.join())) return [];
  return [problemAt(path, code, `${code} is not in the graph`, "an organisation that is")];
}
