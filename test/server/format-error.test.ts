import { PothosValidationError } from "@pothos/core";
import { GraphQLError } from "graphql";
import { expect, test, vi } from "vitest";
import { Conflict, Unavailable } from "../../src/model/errors.ts";
import { schema } from "../../src/schema/schema.ts";
import { formatError } from "../../src/server/format-error.ts";

function format(error: GraphQLError) {
  const faults = { reportFault: vi.fn(() => "id-1"), reportUnavailable: vi.fn() };
  const code = error.extensions.code ?? "INTERNAL_SERVER_ERROR";
  const formatted = { ...error.toJSON(), extensions: { ...error.extensions, code } };
  return { ...formatError(formatted, error, faults, schema), faults };
}

const wrapping = (originalError: Error) => new GraphQLError("wrapped", { originalError });

test("a public error is found however deep GraphQL wrapped it", () => {
  const { message, extensions } = format(wrapping(wrapping(new Conflict("Too late.", { revision: 3 }))));
  expect(message).toBe("Too late.");
  expect(extensions).toEqual({ code: "CONFLICT", revision: 3 });
});

test("a refusal by a Pothos plugin is bad input", () => {
  const limit = 'Argument "first" must be a non-negative integer';
  expect(format(wrapping(new PothosValidationError(limit)))).toMatchObject({
    message: limit,
    extensions: { code: "BAD_USER_INPUT" },
  });
});

test("why the graph is unavailable goes to the log and not to the client", () => {
  const error = new Unavailable(
    "The graph cannot be reached.",
    {},
    { cause: new Error("ECONNREFUSED 10.0.0.7") },
  );
  const { faults, ...answer } = format(wrapping(error));
  expect(faults.reportUnavailable).toHaveBeenCalledWith(error, expect.any(GraphQLError));
  expect(JSON.stringify(answer)).not.toContain("10.0.0.7");
});

test("an error that names a code of its own making is a fault of ours", () => {
  const { extensions, faults } = format(new GraphQLError("secret", { extensions: { code: "SQL" } }));
  expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", id: "id-1" });
  expect(faults.reportFault).toHaveBeenCalledOnce();
});
