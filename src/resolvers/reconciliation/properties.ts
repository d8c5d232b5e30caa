import { kindNames, type OrganisationKind } from "../../model/kinds.ts";
import { type LinkName, linkOf } from "../../model/links.ts";
import type { Organisation } from "../../model/organisation.ts";
import type { PropertyValue } from "../../model/reconciliation.ts";
import { budget, hasDelegatedBudget, position, shareDelegated } from "../budget.ts";
import { patientsUnder } from "../consortium.ts";
import type { Context } from "../context.ts";
import { linked } from "../links.ts";
import { sourceOf, succession } from "../organisation.ts";
import { standing } from "../practice.ts";

/** Something of organisations that can be compared with a column of a table, or fetched into one. */
export interface Property {
  readonly name: string;
  readonly description: string;
  /** Of organisations of these kinds; of all where absent. */
  readonly of?: readonly OrganisationKind[];
  /** Where its values are organisations of one kind. */
  readonly values?: OrganisationKind;
  readonly read: (
    context: Context,
    organisation: Organisation,
  ) => readonly PropertyValue[] | Promise<readonly PropertyValue[]>;
}

const text = (value: string | null): PropertyValue[] =>
  value === null ? [] : [{ kind: "text", text: value }];
const boolean = (holds: boolean): PropertyValue[] => [{ kind: "boolean", holds }];
const day = (value: Organisation["opened"]): PropertyValue[] =>
  value === null ? [] : [{ kind: "day", day: value }];
const count = (value: number | null): PropertyValue[] =>
  value === null ? [] : [{ kind: "count", count: value }];
const amount = (value: number | null): PropertyValue[] =>
  value === null ? [] : [{ kind: "amount", amount: value }];
const organisations = (reached: readonly Organisation[]): PropertyValue[] =>
  reached.map((organisation) => ({ kind: "organisation", organisation }));

/** What a link of each kind reaches; several where several claims are live, the most trusted first. */
function reached<K extends OrganisationKind>(
  names: { readonly [Kind in K]: LinkName },
  values: OrganisationKind,
): Pick<Property, "of" | "values" | "read"> {
  return {
    of: Object.keys(names) as K[],
    values,
    read: async (context, organisation) => {
      const link = linkOf(kindNames[organisation.kind], names[organisation.kind as K]);
      return organisations(await linked(context, link, organisation));
    },
  };
}

const withPatients = ["PRACTICE", "CONSORTIUM", "PCT", "CLUSTER", "SHA"] as const;

/** By their ids, which are the names of the API. */
export const properties = {
  code: {
    name: "Code",
    description: "ODS code, or a slug where ODS gave none.",
    read: (_context, { code }) => text(code),
  },
  name: {
    name: "Name",
    description: "Its name as believed.",
    read: (_context, { name }) => text(name),
  },
  kind: {
    name: "Kind",
    description: "PRACTICE, CONSORTIUM, PCT, CLUSTER, SHA or SUPPORT_PROVIDER.",
    read: (_context, { kind }) => text(kind),
  },
  postcode: {
    name: "Postcode",
    description: "Its postcode.",
    read: (_context, { postcode }) => text(postcode),
  },
  opened: {
    name: "Opened",
    description: "First day it existed.",
    read: (_context, { opened }) => day(opened),
  },
  closed: {
    name: "Closed",
    description: "Last day it existed; empty while open.",
    read: (_context, { closed }) => day(closed),
  },
  patients: {
    name: "Patients",
    description: "Registered patients: of a practice as last counted, of others those of their practices.",
    of: withPatients,
    read: async (context, organisation) =>
      count(
        organisation.kind === "PRACTICE" ? organisation.listSize : await patientsUnder(context, organisation),
      ),
  },
  consortium: {
    name: "Consortium",
    description: "The consortium that a practice is a member of.",
    ...reached({ PRACTICE: "consortium" }, "CONSORTIUM"),
  },
  pct: {
    name: "PCT",
    description: "The PCT that a practice or a consortium belongs to.",
    ...reached({ PRACTICE: "pct", CONSORTIUM: "pcts" }, "PCT"),
  },
  cluster: {
    name: "Cluster",
    description: "The cluster of its PCT.",
    ...reached({ PRACTICE: "cluster", PCT: "cluster" }, "CLUSTER"),
  },
  sha: {
    name: "SHA",
    description: "The strategic health authority.",
    ...reached({ PRACTICE: "sha", PCT: "sha", CLUSTER: "sha" }, "SHA"),
  },
  standing: {
    name: "Standing",
    description: "Whether a practice is in a consortium: MEMBER, OUTSIDE or UNCLEAR.",
    of: ["PRACTICE"],
    read: async (context, practice) => text((await standing(context, practice)).standing),
  },
  outsideReason: {
    name: "Reason for being outside",
    description: "Why a practice is in no consortium, where that is known.",
    of: ["PRACTICE"],
    read: async (context, practice) => text((await standing(context, practice)).outsideReason),
  },
  hasDelegatedBudget: {
    name: "Has a delegated budget",
    description: "Whether a delegation in force reaches it, or comes from within it: true or false.",
    of: withPatients,
    read: async (context, organisation) => boolean(await hasDelegatedBudget(context, organisation)),
  },
  position: {
    name: "Position",
    description: "How far a PCT's plans to delegate had come.",
    of: ["PCT"],
    read: async (context, pct) => text(await position(context, pct)),
  },
  budgetGbp: {
    name: "Budget, pounds",
    description: "A PCT's commissioning budget of the financial year.",
    of: ["PCT"],
    read: async (context, pct) => amount((await budget(context, pct, {}))?.amountGbp ?? null),
  },
  delegatedShare: {
    name: "Share delegated",
    description: "The share of its budget that a PCT had delegated, 0 to 1.",
    of: ["PCT"],
    read: async (context, pct) => amount(await shareDelegated(context, pct, {})),
  },
  predecessors: {
    name: "Predecessors",
    description: "Who went before it, nearest first.",
    read: async (context, organisation) =>
      organisations(await succession(context, "predecessors", organisation)),
  },
  successors: {
    name: "Successors",
    description: "Who took over from it, nearest first.",
    read: async (context, organisation) =>
      organisations(await succession(context, "successors", organisation)),
  },
  confidence: {
    name: "Confidence",
    description: "How far it can be trusted: CONFIRMED, REPORTED, DERIVED, or SYNTHETIC, which is made up.",
    read: (_context, { confidence }) => text(confidence),
  },
  source: {
    name: "Source",
    description: "Where the organisation is stated.",
    read: async (context, { source }) => {
      const { code, title } = await sourceOf(context, source);
      return text(`${code}, ${title}`);
    },
  },
} as const satisfies Readonly<Record<string, Property>>;

export type PropertyId = keyof typeof properties;
export const propertyIds = Object.keys(properties) as readonly PropertyId[];

export const propertyOf = (id: PropertyId): Property => properties[id];

/** What an organisation has for a property on its as-of date; nothing where its kind has no such. */
export async function valuesOf(
  context: Context,
  id: PropertyId,
  organisation: Organisation,
): Promise<readonly PropertyValue[]> {
  const { of, read } = propertyOf(id);
  return of?.includes(organisation.kind) === false ? [] : read(context, organisation);
}
