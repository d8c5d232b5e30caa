import SchemaBuilder, { type ArgBuilder } from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import RelayPlugin from "@pothos/plugin-relay";
import type { FinancialYear, Instant, IsoDate } from "../model/dates.ts";
import type { Context } from "../resolvers/context.ts";

export interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    Date: { Input: IsoDate; Output: IsoDate };
    DateTime: { Input: Instant; Output: Instant };
    FinancialYear: { Input: FinancialYear; Output: FinancialYear };
    ID: { Input: string; Output: string };
  };
}

/** The builder, without types: each file of this folder adds its own, and schema.ts imports them all. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // What a field costs is about how many values it answers; the limits are the server's (server/limits.ts).
  complexity: { defaultComplexity: 1, defaultListMultiplier: 3 },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: "Anything with a global id." },
    idFieldOptions: {
      description:
        "Global id of this view: of the organisation on its day, and at the instant and the revision where they were given. Two days are two ids. Not to be taken apart.",
    },
    // An organisation says its own: see resolvers/global-id.ts.
    encodeGlobalID: (_type, id) => String(id),
  },
});

export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
/** What arguments, input fields and fields of an object are built with, for helpers that are shared by several types. */
export type Args = ArgBuilder<Types>;
export type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;
export type ObjectFields<Shape> = PothosSchemaTypes.ObjectFieldBuilder<Types, Shape>;

builder.queryType({ description: "Everything that can be asked of the graph." });
