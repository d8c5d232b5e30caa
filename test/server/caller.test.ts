import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import type { Role } from "../../src/model/caller.ts";
import { toInstant } from "../../src/model/dates.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings, post, stoppedAtEnd } from "./serving.ts";

test("tells each caller who they are, what they may do, and how they could change the graph", async () => {
  const server = stoppedAtEnd(await startServer(demonstrationSettings(), application));
  const expiresAt = toInstant(new Date(Date.now() + 3_600_000));
  const tokenOf = async (role: Role) =>
    (await createAccessToken(server.graph, { name: `Jane, ${role}`, role, createdBy: "sam", expiresAt }))
      .text;
  const told = async (token?: string) => {
    const headers = {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const query = "{ caller { name role mayChange advice } }";
    return (await post(server, JSON.stringify({ query }), headers)).body.data?.caller;
  };
  expect(await told()).toEqual({
    name: "anonymous",
    role: "READER",
    mayChange: false,
    advice: expect.stringContaining("commissioning token create"),
  });
  expect(await told(await tokenOf("reader"))).toEqual({
    name: "Jane, reader",
    role: "READER",
    mayChange: false,
    advice: expect.stringContaining("--role curator"),
  });
  for (const role of ["curator", "administrator"] as const) {
    expect(await told(await tokenOf(role))).toEqual({
      name: `Jane, ${role}`,
      role: role.toUpperCase(),
      mayChange: true,
      advice: null,
    });
  }
});
