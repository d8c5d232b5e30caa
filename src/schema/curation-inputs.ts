import type { GivenFact, GivenSource } from "../model/curation.ts";
import { apiNameOf, fieldOf } from "../model/curation.ts";
import { type FactKind, factKinds } from "../model/facts.ts";
import { payloadFieldsOf } from "../vocabulary/derive.ts";
import { capital } from "../vocabulary/field.ts";
import { builder, type InputFields } from "./builder.ts";
import { confidence } from "./enums.ts";
import { givenFields } from "./stored-fields.ts";

/** The inputs of mutations, from parts that they share. */

const SourceInput = builder.inputRef<GivenSource>("SourceInput").implement({
  description:
    "Where a statement comes from: the code of a source that the graph holds, or a new one with title, publisher and published.",
  fields: (t) => ({
    code: t.string({
      required: true,
      description: "Its code, such as A1, or one of your own for a new source.",
    }),
    title: t.string({ description: "Title of a new one." }),
    publisher: t.string({ description: "Who published it, or wrote it." }),
    published: t.string({
      description:
        'When, as exactly as is known: a day, a month or a year, such as "2011-05-04", "2011-05" or "2011".',
    }),
    url: t.string({ description: "Its address on the web (http or https), where it has one." }),
    licence: t.string({ description: "Licence, where it is known." }),
  }),
});

/** What every change brings. */
export const changeInputs = (t: InputFields) => ({
  source: t.field({ type: SourceInput, required: true, description: "Where the statement comes from." }),
  reason: t.string({
    required: true,
    description: "Why the change is made, in a sentence: for the audit log.",
  }),
  expectedRevision: t.int({
    description:
      "The revision that you read. Where somebody changed the same organisations or facts since, nothing is written and the answer is RevisionConflict.",
  }),
  idempotencyKey: t.string({
    description:
      "A key of your own, such as a UUID. The same key with the same input again answers the first result and writes nothing.",
  }),
});

export const assertedByInput = (t: InputFields) => ({
  assertedBy: t.string({
    description: "Code of the organisation whose claim it is, where one body made it.",
  }),
});

/** How far it can be trusted, and what else is to be known. */
export const trustInputs = (t: InputFields) => ({
  confidence: t.field({
    type: confidence,
    description:
      "How far it can be trusted; REPORTED where absent. What touches something made up is SYNTHETIC, and nothing else is.",
  }),
  note: t.string({ description: "What else is to be known, such as a date known only to the month." }),
});

/** What a fact brings beside its own payload. */
const claimInputs = (t: InputFields) => ({
  validFrom: t.field({ type: "Date", description: "First day it holds; absent: unknown." }),
  validTo: t.field({ type: "Date", description: "Last day it holds; absent: open." }),
  ...assertedByInput(t),
  assertedByName: t.string({
    description:
      "Name of the person or body whose claim it is, where that is no organisation of the graph; beside assertedBy the person who spoke for it.",
  }),
  ...trustInputs(t),
});

/** What each end of a fact is. */
const ends = {
  MEMBERSHIP: { from: "the member", to: "what it is a member of" },
  OUTSIDE: { from: "the practice", to: "the PCT in which it stays outside" },
  DELEGATION: { from: "the PCT or cluster that delegates", to: "the consortium that receives" },
  SUPPORT: { from: "who supports", to: "who is supported" },
  SUCCESSION: { from: "who went before", to: "who took over" },
  REPORT: { from: "the PCT" },
  BUDGET: { from: "the PCT or cluster whose budget it is" },
} as const satisfies Record<FactKind, { readonly from: string; readonly to?: string }>;

/** What a kind of fact says: its ends under the API's names for them, and its payload. */
const payloadInputs = (kind: FactKind, t: InputFields): object => ({
  ...Object.fromEntries(
    Object.entries(ends[kind]).map(([end, who]) => [
      apiNameOf(kind, end),
      t.string({ required: true, description: `Code of ${who}.` }),
    ]),
  ),
  ...givenFields(t, payloadFieldsOf(kind), (name) => apiNameOf(kind, name)),
});

const says: Record<FactKind, string> = {
  MEMBERSHIP: "that one organisation is a member of another",
  OUTSIDE: "that a practice is in no consortium of its PCT",
  DELEGATION: "that a PCT or cluster delegates a budget to a consortium",
  SUPPORT: "that one organisation supports another",
  SUCCESSION: "that one organisation takes over from another, on validFrom",
  REPORT: "what a PCT said of its plans to delegate, on validFrom",
  BUDGET: "the commissioning budget of a PCT or cluster",
};

/** The input of one mutation: what a kind of fact says, and what every change brings. */
export const recordInput = (kind: FactKind) =>
  builder.inputType(`Record${capital(fieldOf(kind))}Input`, {
    description: `Records ${says[kind]}.`,
    fields: (t) => ({ ...payloadInputs(kind, t), ...claimInputs(t), ...changeInputs(t) }) as never,
  });

/** What a kind of fact says, in words. */
export const saysOf = (kind: FactKind): string => says[kind];

const factInputs = new Map(
  factKinds.map((kind) => [
    kind,
    builder.inputRef<GivenFact>(`${capital(fieldOf(kind))}Input`).implement({
      description: `Says ${says[kind]}.`,
      fields: (t) => ({ ...payloadInputs(kind, t), ...claimInputs(t) }) as never,
    }),
  ]),
);

/** A fact of any kind, in the field of its kind. */
export const FactInput = builder
  .inputRef<Readonly<Record<string, GivenFact | null | undefined>>>("FactInput")
  .implement({
    description: "A fact: exactly one of the fields, that of its kind.",
    fields: (t) =>
      Object.fromEntries(
        [...factInputs].map(([kind, type]) => [
          fieldOf(kind),
          t.field({ type, description: `${capital(says[kind])}.` }),
        ]),
      ) as never,
  });
