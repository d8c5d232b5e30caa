import {
  closeOrganisation,
  type GivenClosing,
  type GivenRegistration,
  registerOrganisation,
} from "../resolvers/curation/change-organisations.ts";
import { curatedFields } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { assertedByInput, changeInputs, trustInputs } from "./curation-inputs.ts";
import { CloseOrganisationResult, RegisterOrganisationResult } from "./curation-results.ts";
import { organisationKind } from "./enums.ts";
import { givenFields } from "./stored-fields.ts";

/** Mutations of organisations. */

const RegisterOrganisationInput = builder.inputRef<GivenRegistration>("RegisterOrganisationInput").implement({
  description: "Adds an organisation.",
  fields: (t) => ({
    kind: t.field({ type: organisationKind, required: true, description: "Its kind." }),
    code: t.string({
      required: true,
      description: "Its ODS code, or a slug where ODS gave none, such as hunts-health.",
    }),
    name: t.string({ required: true, description: "Its name." }),
    ...givenFields(t, curatedFields),
    ...assertedByInput(t),
    ...trustInputs(t),
    ...changeInputs(t),
  }),
});

const CloseOrganisationInput = builder.inputRef<GivenClosing>("CloseOrganisationInput").implement({
  description: "Says on which day an organisation closed.",
  fields: (t) => ({
    code: t.string({ required: true, description: "Its code." }),
    closed: t.field({ type: "Date", required: true, description: "Its last day." }),
    endFacts: t.boolean({
      description:
        "End on that day what is believed of it beyond; where absent or false, each such fact is a problem.",
    }),
    ...assertedByInput(t),
    ...trustInputs(t),
    ...changeInputs(t),
  }),
});

builder.mutationFields((t) => ({
  registerOrganisation: t.field({
    type: RegisterOrganisationResult,
    args: {
      input: t.arg({
        type: RegisterOrganisationInput,
        required: true,
        description: "The organisation, its source and why.",
      }),
    },
    description: "Adds an organisation that the graph has not heard of. Needs the role curator.",
    resolve: (_root, { input }, context) => registerOrganisation(context, input),
  }),
  closeOrganisation: t.field({
    type: CloseOrganisationResult,
    args: {
      input: t.arg({
        type: CloseOrganisationInput,
        required: true,
        description: "Which organisation, its last day, source and why.",
      }),
    },
    description:
      "Gives an organisation its last day. How it was described before is kept. Needs the role curator.",
    resolve: (_root, { input }, context) => closeOrganisation(context, input),
  }),
}));
