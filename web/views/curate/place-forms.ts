import { membershipStatusChoices, outsideReasonChoices } from "./choices.ts";
import { ofFact, period } from "./common-fields.ts";
import { formOf } from "./form.ts";
import { recordMembership, recordOutside, recordSuccession } from "./mutations.ts";

/** Facts about where an organisation belongs. */

export const membership = formOf(
  recordMembership,
  {
    title: "Record a membership",
    says: "One organisation is a member of another: a practice of a consortium, a PCT of a cluster.",
    submit: "Record the membership",
  },
  [
    { name: "member", kind: "organisation", label: "Member", missing: "Enter the member" },
    {
      name: "group",
      kind: "organisation",
      kinds: ["CONSORTIUM", "PCT", "CLUSTER", "SHA"],
      label: "What it is a member of",
      missing: "Enter what it is a member of",
    },
    {
      name: "status",
      kind: "choice",
      label: "How far it had come",
      choices: membershipStatusChoices,
      missing: "Choose how far the membership had come",
    },
    ...period,
    ...ofFact,
  ],
);

export const outside = formOf(
  recordOutside,
  {
    title: "Record a practice as outside",
    says: "A practice is known to be in no consortium of its PCT.",
    submit: "Record that it is outside",
  },
  [
    {
      name: "practice",
      kind: "organisation",
      kinds: ["PRACTICE"],
      label: "Practice",
      missing: "Enter the practice",
    },
    {
      name: "pct",
      kind: "organisation",
      kinds: ["PCT"],
      label: "PCT in which it stays outside",
      missing: "Enter the PCT",
    },
    {
      name: "outsideReason",
      kind: "choice",
      label: "Why it is in no consortium",
      choices: outsideReasonChoices,
      missing: "Choose why it is in no consortium",
    },
    ...period,
    ...ofFact,
  ],
);

export const succession = formOf(
  recordSuccession,
  {
    title: "Record a succession",
    says: "One organisation took over from another.",
    submit: "Record the succession",
  },
  [
    {
      name: "predecessor",
      kind: "organisation",
      label: "Who went before",
      missing: "Enter who went before",
    },
    { name: "successor", kind: "organisation", label: "Who took over", missing: "Enter who took over" },
    { name: "validFrom", kind: "date", label: "First day of the successor", hint: "Empty: not known." },
    ...ofFact,
  ],
);
