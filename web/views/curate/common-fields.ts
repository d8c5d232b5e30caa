import { confidenceChoices } from "./choices.ts";
import type { Field } from "./field.ts";

/** What is asked of every change, or of several kinds. */

export const period = [
  { name: "validFrom", kind: "date", label: "First day it holds", hint: "Empty: not known." },
  { name: "validTo", kind: "date", label: "Last day it holds", hint: "Empty: it holds on." },
] as const satisfies readonly Field[];

const assertedBy = {
  name: "assertedBy",
  kind: "organisation",
  label: "Whose claim it is (optional)",
  hint: "Where one body made it: the organisation.",
} as const satisfies Field;

const assertedByName = {
  name: "assertedByName",
  kind: "text",
  label: "Or by name (optional)",
  hint: "Where it is a person, or no organisation here; beside an organisation, who spoke for it.",
} as const satisfies Field;

const trust = [
  { name: "confidence", kind: "choice", label: "How far it can be trusted", choices: confidenceChoices },
  {
    name: "note",
    kind: "text",
    label: "Note (optional)",
    hint: "What else is to be known, such as a date known only to the month.",
  },
] as const satisfies readonly Field[];

export const existingSource = "held";
const newSource = "new";

/** Where the statement comes from: a source of the graph by its code, or a new one. */
const source = [
  {
    name: "source.kind",
    kind: "choice",
    label: "Where it comes from",
    missing: "Choose whether the graph holds the source",
    choices: [
      { value: existingSource, label: "A source that the graph holds" },
      { value: newSource, label: "A new source" },
    ],
  },
  {
    name: "source.held",
    kind: "source",
    label: "Source",
    missing: "Choose the source",
    when: ["source.kind", existingSource],
  },
  {
    name: "source.code",
    kind: "code",
    label: "Code of the new source",
    hint: "One of your own, such as LETTER-1.",
    missing: "Enter a code for the new source",
    when: ["source.kind", newSource],
  },
  {
    name: "source.title",
    kind: "text",
    label: "Title",
    missing: "Enter the title of the new source",
    when: ["source.kind", newSource],
  },
  {
    name: "source.publisher",
    kind: "text",
    label: "Who published it, or wrote it",
    missing: "Enter who published the new source",
    when: ["source.kind", newSource],
  },
  {
    name: "source.published",
    kind: "text",
    label: "When it was published",
    hint: "As exactly as is known: 2011-05-04, 2011-05, or 2011.",
    missing: "Enter when the new source was published",
    when: ["source.kind", newSource],
  },
  { name: "source.url", kind: "text", label: "Its address (optional)", when: ["source.kind", newSource] },
  { name: "source.licence", kind: "text", label: "Its licence (optional)", when: ["source.kind", newSource] },
] as const satisfies readonly Field[];

const reason = {
  name: "reason",
  kind: "longText",
  label: "Why you make this change",
  hint: "A sentence for the audit log, such as: The practice wrote to us on 4 May 2011.",
  missing: "Enter why you make this change",
} as const satisfies Field;

/** What every change brings, in the order in which it is asked. */
export const ofChange = [...source, assertedBy, reason] as const;
/** The same of a change that states something anew. */
export const ofClaim = [...source, assertedBy, ...trust, reason] as const;
/** The same of a fact. */
export const ofFact = [...source, assertedBy, assertedByName, ...trust, reason] as const;
