import { expect, test } from "vitest";
import type { Statement } from "../../src/graph/graph.ts";
import { parseInstant } from "../../src/model/dates.ts";
import {
  createAccessToken,
  endAccessToken,
  findAccessToken,
  listAccessTokens,
} from "../../src/server/identity/access-tokens.ts";
import { describeOnEachEngine } from "../engines.ts";

const wanted = {
  name: "Jane, Cambridge",
  role: "curator",
  createdBy: "sam",
  expiresAt: parseInstant("2100-01-01T00:00:00Z"),
} as const;

/** Everything that the graph holds of tokens. */
const allHeld: Statement<Record<string, never>, Readonly<Record<string, unknown>>> = {
  name: "all held of tokens",
  cypher: "MATCH (t:AccessToken) RETURN properties(t) AS held",
  row: ({ held }) => held as Record<string, unknown>,
};

describeOnEachEngine("access tokens", (engine) => {
  test("a token is found by its text, and by no other", async () => {
    const graph = await engine.empty();
    const { text, token } = await createAccessToken(graph, wanted);
    const other = await createAccessToken(graph, wanted);
    expect(text).toMatch(new RegExp(`^cg_${token.id}_[0-9a-f]{64}$`));
    expect(token).toMatchObject({ ...wanted, revokedAt: null, revokedBy: null });
    expect(await findAccessToken(graph, text)).toEqual(token);
    const mixed = `cg_${token.id}_${other.text.split("_")[2]}`;
    for (const wrong of [mixed, text.toUpperCase(), `${text}0`, text.slice(0, -1), `x${text}`, ""])
      expect(await findAccessToken(graph, wrong), wrong).toBeUndefined();
  });

  test("the graph holds a digest, and not the secret", async () => {
    const graph = await engine.empty();
    const { text } = await createAccessToken(graph, wanted);
    const [held] = await graph.read(allHeld, {});
    expect(held?.secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(held)).not.toContain(text.split("_")[2]);
    expect(JSON.stringify(await listAccessTokens(graph))).not.toContain(held?.secretHash);
  });

  test("a revoked token stays in the list, with the instant that it was first revoked at", async () => {
    const graph = await engine.empty();
    const { text, token } = await createAccessToken(graph, wanted);
    const other = await createAccessToken(graph, { ...wanted, name: "R script", role: "reader" });
    const ended = await endAccessToken(graph, token.id, "sam");
    expect(ended).toMatchObject({ createdBy: "sam", revokedBy: "sam" });
    expect(ended.revokedAt).toMatch(/^2\d{3}-/);
    expect(await endAccessToken(graph, token.id, "kim")).toEqual(ended);
    expect(await findAccessToken(graph, text)).toEqual(ended);
    const listed = await listAccessTokens(graph);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([ended, other.token]));
  });

  test("a token that nobody made cannot be revoked", async () => {
    const graph = await engine.empty();
    await expect(endAccessToken(graph, "0000000000", "sam")).rejects.toThrow(
      'There is no token "0000000000": expected an id of "commissioning token list"',
    );
  });
});
