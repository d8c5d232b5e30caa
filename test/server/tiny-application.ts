import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import { GraphQLError } from "graphql";
import { runSentCommand } from "../../src/cli/run-sent-command.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { countOrganisations, recordOrganisations } from "../../src/graph/statements/recording.ts";
import { type Role, requireRole } from "../../src/model/caller.ts";
import { parseDate } from "../../src/model/dates.ts";
import { BadUserInput, NotFound } from "../../src/model/errors.ts";
import type { Application, RequestInput } from "../../src/server/application.ts";

/** A statement that takes its time. */
const slowStatement = {
  name: "slow",
  cypher: "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN count(*) AS count",
  row: (raw: Readonly<Record<string, unknown>>) => Number(raw.count),
};

function tinySchema() {
  const builder = new SchemaBuilder<{
    Context: RequestInput;
    Scalars: { Day: { Input: string; Output: string } };
  }>({ plugins: [ComplexityPlugin] });
  builder.scalarType("Day", { serialize: String, parseValue: (value) => parseDate(String(value)) });
  const Thing = builder.objectRef<{ name: string }>("Thing");
  const things = () => [{ name: "a" }, { name: "b" }];
  Thing.implement({
    fields: (t) => ({
      name: t.exposeString("name"),
      self: t.field({ type: Thing, resolve: (thing) => thing }),
      things: t.field({ type: [Thing], resolve: things }),
    }),
  });
  const fail = (error: unknown) => () => {
    throw error;
  };
  builder.queryType({
    fields: (t) => ({
      hello: t.string({
        args: { name: t.arg.string(), on: t.arg({ type: "Day" }) },
        resolve: (_, args) => `Hello ${args.name ?? "you"}${args.on ? ` on ${args.on}` : ""}`,
      }),
      thing: t.field({ type: Thing, resolve: () => ({ name: "a" }) }),
      things: t.field({ type: [Thing], resolve: things }),
      organisations: t.int({
        nullable: true,
        resolve: async (_parent, _args, { graph, observe }) =>
          (await graph.read(countOrganisations, {}, { observe }))[0],
      }),
      slow: t.int({
        nullable: true,
        resolve: async (_parent, _args, { graph }) => (await graph.read(slowStatement, {}))[0],
      }),
      asOf: t.string({ resolve: (_parent, _args, { defaultAsOf }) => defaultAsOf }),
      wait: t.string({
        args: { milliseconds: t.arg.int({ required: true }) },
        resolve: (_, { milliseconds }) =>
          new Promise<string>((resolve) => setTimeout(() => resolve("waited"), milliseconds)),
      }),
      wrong: t.string({
        nullable: true,
        resolve: fail(new BadUserInput('"x" is not a code: expected 5PP.', { given: "x" })),
      }),
      missing: t.string({
        nullable: true,
        resolve: fail(new GraphQLError("wrapped", { originalError: new NotFound("There is no 5ZZ.") })),
      }),
      broken: t.string({ nullable: true, resolve: fail(new Error("password=hunter2")) }),
    }),
  });
  const needing =
    (role: Role) =>
    (_parent: unknown, _args: object, { caller }: RequestInput) => {
      requireRole(caller, role, "This");
      return caller.name;
    };
  builder.mutationType({
    fields: (t) => ({
      change: t.string({ resolve: () => "changed" }),
      curate: t.string({ nullable: true, resolve: needing("curator") }),
      administer: t.string({ nullable: true, resolve: needing("administrator") }),
    }),
  });
  return builder.toSchema();
}

/** One organisation, which is enough for a graph to hold something. */
async function seedOne(graph: Graph): Promise<void> {
  const row = { code: "5PP", kind: "PCT", name: "Cambridgeshire" };
  await graph.write(async (transaction) => {
    await transaction.run(recordOrganisations("PCT"), { rows: [row] });
  });
}

export const tinyApplication: Application = {
  schema: tinySchema(),
  createContext: (input) => ({ ...input }),
  seedGraph: seedOne,
  runCommand: (command) => runSentCommand(tinyApplication, command),
};
