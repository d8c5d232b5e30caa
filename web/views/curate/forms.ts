import { ofChange, ofClaim } from "./common-fields.ts";
import { type Form, formOf } from "./form.ts";
import { budget, delegation, report, support } from "./money-forms.ts";
import { endFact, retractFact } from "./mutations.ts";
import { close, register } from "./organisation-forms.ts";
import { membership, outside, succession } from "./place-forms.ts";

const end = formOf(
  endFact,
  {
    title: "End a fact",
    says: "Something held until a day: the fact gets that last day.",
    submit: "End the fact",
  },
  [
    {
      name: "validTo",
      kind: "date",
      label: "Last day it held",
      hint: "Earlier than the one it has.",
      missing: "Enter the last day it held",
    },
    ...ofClaim,
  ],
);

const retract = formOf(
  retractFact,
  {
    title: "Retract a fact",
    says: "Something was never so: the graph no longer believes it, and remembers that it did.",
    submit: "Retract the fact",
  },
  ofChange,
);

/** Every change that can be made, by its name in the address. */
export const forms = {
  membership,
  outside,
  delegation,
  support,
  succession,
  report,
  budget,
  end,
  retract,
  register,
  close,
} as const satisfies Readonly<Record<string, Form>>;
export type FormName = keyof typeof forms;
export const formNames = Object.keys(forms) as FormName[];

/** The forms as they are listed. */
export const formGroups: readonly { readonly title: string; readonly forms: readonly FormName[] }[] = [
  { title: "Correct what the graph believes", forms: ["end", "retract"] },
  {
    title: "Record a fact",
    forms: ["membership", "outside", "delegation", "support", "succession", "report", "budget"],
  },
  { title: "Add or close an organisation", forms: ["register", "close"] },
];

/** Whether a form changes a fact that the graph holds. */
export const changesFact = (name: FormName): boolean => name === "end" || name === "retract";
