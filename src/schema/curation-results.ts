import type { AuditRecord } from "../model/audit.ts";
import type { InputProblem, Outcome } from "../model/curation.ts";
import type { IsoDate } from "../model/dates.ts";
import { clocksAt } from "../resolvers/audit-log.ts";
import { type Context, clocksOf } from "../resolvers/context.ts";
import { loggedFact, viewOf } from "../resolvers/fact.ts";
import { organisationNamed, organisationOf } from "../resolvers/organisation.ts";
import { builder, type ObjectFields } from "./builder.ts";
import { AuditRecordRef, FactRef, OrganisationRef } from "./refs.ts";

/** What mutations answer: what was written, or why nothing was. */

type Done = Extract<Outcome, { kind: "done" }>;
type Kind<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

const CuratedRef = builder.interfaceRef<Done>("Curated").implement({
  description: "A change that was written.",
  fields: (t) => ({
    revision: t.int({
      description: "The dataset's revision that it made.",
      resolve: ({ record }) => record.revision,
    }),
    recordedAt: t.field({
      type: "DateTime",
      description: "When the graph learned it; until just before, knownAt answers what was believed earlier.",
      resolve: ({ record }) => record.recordedAt,
    }),
    repeated: t.exposeBoolean("repeated", {
      description:
        "Whether it had been written before under the same idempotency key, so that nothing was written now.",
    }),
    auditRecord: t.field({
      type: AuditRecordRef,
      description: "What the audit log says of it.",
      resolve: ({ record }) => record,
    }),
    organisations: t.field({
      type: [OrganisationRef],
      nullable: true,
      args: {
        asOf: t.arg({ type: "Date", description: "The day; the dataset's reference date where absent." }),
      },
      description:
        "What to ask again: the organisations that it touches, as they are known from now on, on a day. They have the ids of questions about that day that give no other clock, so that a client that keeps objects by their ids puts them in the place of what it kept. Totals, lists and areas that they count in are asked again as well. Null where they are too many to be named.",
      resolve: ({ record }, { asOf }, context) => touched(context, record, asOf) as never,
    }),
  }),
});

/** The organisations that a change touches, as they are now. */
async function touched(context: Context, { organisations }: AuditRecord, asOf: IsoDate | null | undefined) {
  const clocks = clocksOf({ asOf }, context);
  const found = await Promise.all((organisations ?? []).map((code) => organisationOf(context, code, clocks)));
  return organisations && found.filter((organisation) => organisation !== null);
}

/** What a change wrote, or replaced, of which there is one. */
function only<T>(values: readonly T[] | undefined, record: AuditRecord): T {
  const [value] = values ?? [];
  if (value === undefined) throw new Error(`Audit record ${record.sequence} does not hold what it changed`);
  return value;
}

const written = async ({ record }: Done, context: Context) =>
  viewOf(await loggedFact(context, only(record.after?.facts, record)), clocksAt(context, record));

const replaced = async ({ record }: Done, context: Context) => {
  const before = await loggedFact(context, only(record.before?.facts, record));
  const { recordedAt: at, revision } = record;
  const taken = { retractedAt: at, knownTo: at, removedIn: revision };
  return viewOf({ ...before, ...taken }, clocksAt(context, record));
};

type Fields = (t: ObjectFields<Done>) => Record<string, ReturnType<ObjectFields<Done>["field"]>>;

function done(name: string, description: string, fields: Fields) {
  return builder
    .objectRef<Done>(name)
    .implement({ description, interfaces: [CuratedRef], fields: fields as never });
}

const FactRecordedRef = done("FactRecorded", "A fact was recorded.", (t) => ({
  fact: t.field({
    type: FactRef,
    description: "The fact as it was recorded.",
    resolve: (made, _args, context) => written(made, context),
  }),
}));

const FactsRecordedRef = done("FactsRecorded", "Facts were recorded, all of them.", (t) => ({
  count: t.int({ description: "How many.", resolve: ({ record }) => record.counts.facts }),
}));

const FactEndedRef = done("FactEnded", "A fact was given its last day.", (t) => ({
  fact: t.field({
    type: FactRef,
    description: "The fact with its last day, under an id of its own.",
    resolve: (made, _args, context) => written(made, context),
  }),
  former: t.field({
    type: FactRef,
    description: "The fact without it, retracted.",
    resolve: (made, _args, context) => replaced(made, context),
  }),
}));

const FactRetractedRef = done("FactRetracted", "A fact was taken back.", (t) => ({
  fact: t.field({
    type: FactRef,
    description: "The fact, retracted.",
    resolve: (made, _args, context) => replaced(made, context),
  }),
}));

const organisation = (t: ObjectFields<Done>, description: string) =>
  t.field({
    type: OrganisationRef,
    description,
    resolve: ({ record }, _args, context) =>
      organisationNamed(
        context,
        only(record.after?.organisations, record).code,
        clocksAt(context, record),
      ) as never,
  });

const OrganisationRegisteredRef = done("OrganisationRegistered", "An organisation was added.", (t) => ({
  organisation: organisation(t, "The organisation as it was added."),
}));

const OrganisationClosedRef = done("OrganisationClosed", "An organisation was closed.", (t) => ({
  organisation: organisation(t, "The organisation as described from now on."),
  endedFacts: t.int({
    description: "How many facts were ended with it.",
    resolve: ({ record }) => record.counts.retracted,
  }),
}));

const RefusedRef = builder.interfaceRef<Exclude<Outcome, Done>>("Refused").implement({
  description: "A change that was not written. Nothing of it was.",
  fields: (t) => ({
    message: t.string({ description: "Why, in a sentence.", resolve: messageOf }),
  }),
});

function messageOf(outcome: Exclude<Outcome, Done>): string {
  switch (outcome.kind) {
    case "invalid": {
      const [first, ...more] = outcome.problems;
      return more.length === 0 ? (first?.message ?? "") : `${first?.message} And ${more.length} more.`;
    }
    case "conflict":
      return `What this change is about was changed after revision ${outcome.expected}: expected a look at "since", then the change again with expectedRevision ${outcome.revision}.`;
    case "key reused":
      return `The idempotency key ${JSON.stringify(outcome.key)} stands for another change, of revision ${outcome.record.revision}: expected a new key for a new change.`;
    default:
      return outcome satisfies never;
  }
}

const InputProblemRef = builder.objectRef<InputProblem>("InputProblem").implement({
  description: "Something in an input that has to be mended before it can be written.",
  fields: (t) => ({
    path: t.stringList({
      description: "From the argument to the value at fault, such as [input, validFrom].",
      resolve: ({ path }) => [...path],
    }),
    given: t.exposeString("given", {
      nullable: true,
      description: "What was given, as JSON; null: nothing.",
    }),
    expected: t.exposeString("expected", { description: "What was expected." }),
    message: t.exposeString("message", {
      description: "Where, what was given and what was expected, in a sentence.",
    }),
  }),
});

const InvalidInputRef = builder.objectRef<Kind<"invalid">>("InvalidInput").implement({
  description: "The input breaks rules.",
  interfaces: [RefusedRef],
  fields: (t) => ({
    problems: t.field({
      type: [InputProblemRef],
      description: "Every rule that it breaks.",
      resolve: ({ problems }) => [...problems],
    }),
  }),
});

const RevisionConflictRef = builder.objectRef<Kind<"conflict">>("RevisionConflict").implement({
  description: "Somebody changed the organisations or facts of the input after expectedRevision.",
  interfaces: [RefusedRef],
  fields: (t) => ({
    revision: t.exposeInt("revision", { description: "The dataset's revision now." }),
    since: t.field({
      type: [AuditRecordRef],
      description:
        "Those changes, the earliest first; and larger ones that are not kept in full, which may touch them.",
      resolve: ({ since }) => [...since],
    }),
  }),
});

const IdempotencyKeyReusedRef = builder.objectRef<Kind<"key reused">>("IdempotencyKeyReused").implement({
  description: "The idempotency key came with another input before.",
  interfaces: [RefusedRef],
  fields: (t) => ({
    auditRecord: t.field({
      type: AuditRecordRef,
      description: "What was written under it.",
      resolve: ({ record }) => record,
    }),
  }),
});

const refusals = {
  invalid: InvalidInputRef,
  conflict: RevisionConflictRef,
  "key reused": IdempotencyKeyReusedRef,
} as const;

const resultOf = (name: string, description: string, ref: typeof FactRecordedRef) =>
  builder.unionType(name, {
    description,
    types: [ref, ...Object.values(refusals)],
    resolveType: (outcome) => (outcome.kind === "done" ? ref : refusals[outcome.kind]),
  });

export const RecordFactResult = resultOf(
  "RecordFactResult",
  "What came of recording a fact.",
  FactRecordedRef,
);
export const RecordFactsResult = resultOf(
  "RecordFactsResult",
  "What came of recording facts.",
  FactsRecordedRef,
);
export const EndFactResult = resultOf("EndFactResult", "What came of ending a fact.", FactEndedRef);
export const RetractFactResult = resultOf(
  "RetractFactResult",
  "What came of retracting a fact.",
  FactRetractedRef,
);
export const RegisterOrganisationResult = resultOf(
  "RegisterOrganisationResult",
  "What came of adding an organisation.",
  OrganisationRegisteredRef,
);
export const CloseOrganisationResult = resultOf(
  "CloseOrganisationResult",
  "What came of closing an organisation.",
  OrganisationClosedRef,
);
