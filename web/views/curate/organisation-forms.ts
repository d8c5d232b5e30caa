import { organisationKindChoices } from "./choices.ts";
import { ofClaim } from "./common-fields.ts";
import { formOf } from "./form.ts";
import { closeOrganisation, registerOrganisation } from "./mutations.ts";

export const register = formOf(
  registerOrganisation,
  {
    title: "Register an organisation",
    says: "Add one that the graph has not heard of.",
    submit: "Register the organisation",
  },
  [
    {
      name: "kind",
      kind: "choice",
      label: "Kind",
      choices: organisationKindChoices,
      missing: "Choose its kind",
    },
    {
      name: "code",
      kind: "code",
      label: "Code",
      hint: "Its ODS code, or a slug where ODS gave none, such as hunts-health.",
      missing: "Enter its code",
    },
    { name: "name", kind: "text", label: "Name", missing: "Enter its name" },
    { name: "postcode", kind: "code", label: "Postcode (optional)" },
    { name: "opened", kind: "date", label: "First day it existed", hint: "Empty: not known." },
    { name: "closed", kind: "date", label: "Last day it existed", hint: "Empty: it is open." },
    { name: "listSize", kind: "count", label: "Registered patients (optional)", when: ["kind", "PRACTICE"] },
    { name: "listSizeOn", kind: "date", label: "Day they were counted", when: ["kind", "PRACTICE"] },
    {
      name: "statedPopulation",
      kind: "count",
      label: "Population as the source states it (optional)",
      when: ["kind", "CONSORTIUM", "PCT", "CLUSTER", "SHA"],
    },
    {
      name: "statedPopulationOn",
      kind: "date",
      label: "Day that this population is of (optional)",
      when: ["kind", "CONSORTIUM", "PCT", "CLUSTER", "SHA"],
    },
    {
      name: "statedPractices",
      kind: "count",
      label: "Number of practices as the source states it (optional)",
      when: ["kind", "CONSORTIUM"],
    },
    {
      name: "pathfinderFrom",
      kind: "date",
      label: "When it was named a pathfinder",
      when: ["kind", "CONSORTIUM"],
    },
    {
      name: "pathfinderWave",
      kind: "count",
      label: "In which wave (optional)",
      when: ["kind", "CONSORTIUM"],
    },
    {
      name: "runningCostAllowanceGbp",
      kind: "pounds",
      label: "Pounds a year allowed for running itself (optional)",
      when: ["kind", "CONSORTIUM"],
    },
    {
      name: "statutory",
      kind: "checkbox",
      label: "It is a clinical commissioning group (CCG), by statute",
      when: ["kind", "CONSORTIUM"],
    },
    {
      name: "minimumDelegatedShare",
      kind: "share",
      label: "Share of its budget that it makes each PCT delegate (optional)",
      hint: "In percent, such as 25%.",
      when: ["kind", "SHA"],
    },
    { name: "minimumDelegatedShareFrom", kind: "date", label: "From which day", when: ["kind", "SHA"] },
    {
      name: "sector",
      kind: "text",
      label: "Sector (optional)",
      hint: "Such as NHS or private.",
      when: ["kind", "SUPPORT_PROVIDER"],
    },
    ...ofClaim,
  ],
);

export const close = formOf(
  closeOrganisation,
  {
    title: "Close an organisation",
    says: "Give it its last day, and end what is believed of it beyond.",
    submit: "Close the organisation",
  },
  [
    { name: "code", kind: "organisation", label: "Organisation", missing: "Enter the organisation" },
    { name: "closed", kind: "date", label: "Its last day", missing: "Enter its last day" },
    {
      name: "endFacts",
      kind: "checkbox",
      label: "End on that day what is believed of it beyond",
      hint: "Otherwise each such fact is a problem, and nothing is written.",
    },
    ...ofClaim,
  ],
);
