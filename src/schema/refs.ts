import type { AuditRecord } from "../model/audit.ts";
import { kindNames, type OrganisationKind } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import type { Context } from "../resolvers/context.ts";
import type { FactView } from "../resolvers/fact.ts";
import { globalIdOf } from "../resolvers/global-id.ts";
import { builder } from "./builder.ts";

/** References to the types that name each other, so that each can be defined in a file of its own. */

export const OrganisationRef = builder.interfaceRef<Organisation>("Organisation");
export const FactRef = builder.interfaceRef<FactView>("Fact");
export const SourceRef = builder.objectRef<Source>("Source");
export const AuditRecordRef = builder.objectRef<AuditRecord>("AuditRecord");

export const PracticeRef = builder.objectRef<Organisation>("Practice");
export const ConsortiumRef = builder.objectRef<Organisation>("Consortium");
export const PCTRef = builder.objectRef<Organisation>("PCT");
export const ClusterRef = builder.objectRef<Organisation>("Cluster");
export const SHARef = builder.objectRef<Organisation>("SHA");
export const SupportProviderRef = builder.objectRef<Organisation>("SupportProvider");

/** What makes an object type one of the kinds: its place in the hierarchy of types, and its global id. */
export const objectTypeOfKind = (kind: OrganisationKind) => ({
  interfaces: [OrganisationRef],
  id: {
    resolve: (organisation: Organisation, _args: object, { state }: Context) =>
      globalIdOf(state.graphId, organisation),
  },
  isTypeOf: (value: unknown) => (value as Organisation).kind === kind,
  name: kindNames[kind],
});
