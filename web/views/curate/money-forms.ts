import { delegationPositionChoices, delegationStageChoices, supportModelChoices } from "./choices.ts";
import { ofFact, period } from "./common-fields.ts";
import { formOf } from "./form.ts";
import { recordBudget, recordDelegation, recordReport, recordSupport } from "./mutations.ts";

/** Facts about who has what money, and who helps to spend it. */

const financialYear = {
  name: "financialYear",
  kind: "year",
  label: "Financial year",
  hint: "Such as 2011/12.",
  missing: "Enter the financial year",
} as const;
const shareOfBudget = {
  name: "shareOfBudget",
  kind: "share",
  label: "Share of the budget (optional)",
  hint: "In percent, such as 25%, or from 0 to 1.",
} as const;
const amount = (hint: string) =>
  ({ name: "amountGbp", kind: "pounds", label: "Amount in pounds (optional)", hint }) as const;

export const delegation = formOf(
  recordDelegation,
  {
    title: "Record a delegation",
    says: "A PCT or cluster delegates a budget to a consortium.",
    submit: "Record the delegation",
  },
  [
    {
      name: "delegator",
      kind: "organisation",
      kinds: ["PCT", "CLUSTER"],
      label: "PCT or cluster that delegates",
      missing: "Enter who delegates",
    },
    {
      name: "recipient",
      kind: "organisation",
      kinds: ["CONSORTIUM"],
      label: "Consortium that receives",
      missing: "Enter the consortium that receives",
    },
    financialYear,
    {
      name: "stage",
      kind: "choice",
      label: "How far it had come",
      choices: delegationStageChoices,
      missing: "Choose how far the delegation had come",
    },
    amount("Empty where no source gives the amount of this delegation alone."),
    shareOfBudget,
    { name: "scope", kind: "text", label: "What is delegated (optional)", hint: "Such as prescribing." },
    ...period,
    ...ofFact,
  ],
);

export const support = formOf(
  recordSupport,
  {
    title: "Record support",
    says: "One organisation supports another with commissioning.",
    submit: "Record the support",
  },
  [
    {
      name: "provider",
      kind: "organisation",
      kinds: ["SUPPORT_PROVIDER", "PCT", "CLUSTER", "SHA"],
      label: "Who supports",
      missing: "Enter who supports",
    },
    { name: "recipient", kind: "organisation", label: "Who is supported", missing: "Enter who is supported" },
    {
      name: "services",
      kind: "lines",
      label: "What is given",
      hint: "A service a line, such as data analysis.",
      missing: "Enter what is given",
    },
    {
      name: "model",
      kind: "choice",
      label: "How it is given",
      choices: supportModelChoices,
      missing: "Choose how the support is given",
    },
    {
      name: "valueGbp",
      kind: "pounds",
      label: "Value in pounds over the whole contract (optional)",
    },
    ...period,
    ...ofFact,
  ],
);

export const report = formOf(
  recordReport,
  {
    title: "Record a report of plans",
    says: "What a PCT said of its plans to delegate.",
    submit: "Record the report",
  },
  [
    { name: "pct", kind: "organisation", kinds: ["PCT"], label: "PCT", missing: "Enter the PCT" },
    {
      name: "position",
      kind: "choice",
      label: "How far its plans had come",
      choices: delegationPositionChoices,
      missing: "Choose how far its plans had come",
    },
    financialYear,
    amount("Delegated to all its consortia together, where it said so."),
    shareOfBudget,
    { name: "validFrom", kind: "date", label: "Day on which it said so", hint: "Empty: not known." },
    { name: "validTo", kind: "date", label: "Last day on which it stood (optional)" },
    ...ofFact,
  ],
);

export const budget = formOf(
  recordBudget,
  {
    title: "Record a budget",
    says: "The commissioning budget of a PCT or cluster in a year.",
    submit: "Record the budget",
  },
  [
    {
      name: "organisation",
      kind: "organisation",
      kinds: ["PCT", "CLUSTER"],
      label: "PCT or cluster",
      missing: "Enter whose budget it is",
    },
    financialYear,
    { name: "amountGbp", kind: "pounds", label: "Amount in pounds", missing: "Enter the amount" },
    ...period,
    ...ofFact,
  ],
);
