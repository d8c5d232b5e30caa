import { type OrganisationKind, organisationKinds } from "../../model/kinds.ts";

/** The kinds of organisation as the protocol's types. */

const names: Readonly<Record<OrganisationKind, string>> = {
  PRACTICE: "Practice",
  CONSORTIUM: "Consortium",
  PCT: "PCT",
  CLUSTER: "Cluster",
  SHA: "SHA",
  SUPPORT_PROVIDER: "Support provider",
};

export const kindType = (kind: OrganisationKind) => ({ id: kind, name: names[kind] });

export const kindTypes = organisationKinds.map(kindType);
