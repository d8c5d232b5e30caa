import { type Caller, mayAct, type Role, roles } from "../model/caller.ts";
import { builder } from "./builder.ts";

const meanings: Record<Role, string> = {
  reader: "Reads.",
  curator: "Also changes the graph.",
  administrator: "Also replaces the graph as a whole.",
};

const role = builder.enumType("Role", {
  description: "What somebody may do, each role all that the roles before it may.",
  values: Object.fromEntries(
    roles.map((value) => [value.toUpperCase(), { value, description: meanings[value] }]),
  ) as Record<string, { value: Role; description: string }>,
});

const mayChange = (caller: Caller): boolean => mayAct(caller.role, "curator");

const CallerRef = builder.objectRef<Caller>("Caller").implement({
  description: "Who asks.",
  fields: (t) => ({
    name: t.exposeString("name", {
      description:
        "As the audit log names them: a token's name, an identity provider's subject, or anonymous.",
    }),
    role: t.field({
      type: role,
      nullable: true,
      description: "What they may do; null: nothing.",
      resolve: (caller) => caller.role,
    }),
    mayChange: t.boolean({
      description: "Whether they may change the graph: the role curator or a higher one.",
      resolve: mayChange,
    }),
    advice: t.string({
      nullable: true,
      description: "Why they may not change the graph, and how they could; null where they may.",
      resolve: (caller) => (mayChange(caller) ? null : caller.advice),
    }),
  }),
});

builder.queryField("caller", (t) =>
  t.field({
    type: CallerRef,
    nullable: true,
    description: "Who asks, by the credential of the request, and what they may do.",
    resolve: (_root, _args, { caller }) => caller,
  }),
);
