import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { startServer } from "../../src/server/start-server.ts";
import { tokensOfEachKind } from "./callers-of-each-kind.ts";
import { demonstrationSettings, post, stoppedAtEnd } from "./serving.ts";

test("a mutation's answer over HTTP is read from the state that it made, and names that state", async () => {
  const server = stoppedAtEnd(await startServer(demonstrationSettings(), application));
  const authorization = (await tokensOfEachKind(server.graph))["token of a curator"] ?? "";
  const ask = async (query: string) => {
    const headers = { "content-type": "application/json", authorization };
    return (await post(server, JSON.stringify({ query }), headers)).body as unknown as {
      readonly data: { readonly orphanedPractices: { readonly nodes: readonly [{ readonly code: string }] } };
      readonly extensions: { readonly dataset: { readonly revision: number; readonly knownAt: string } };
    };
  };
  const before = await ask(`{ orphanedPractices(first: 1, within: "5PP") { nodes { code } } }`);
  const [{ code }] = before.data.orphanedPractices.nodes;
  const written = await ask(`mutation {
    recordMembership(input: {
      member: "${code}", group: "hunts-health", status: ESTABLISHED, validFrom: "2011-04-01", validTo: "2013-03-31",
      source: { code: "LETTER", title: "Letter", publisher: "The practice", published: "2011-04-02" },
      reason: "The practice wrote to us.", confidence: SYNTHETIC
    }) {
      ... on InvalidInput { problems { message } }
      ... on FactRecorded { revision recordedAt fact { ... on Membership { member { code ... on Practice { consortium { code } } } } } }
    }
  }`);
  const { revision } = before.extensions.dataset;
  expect(written).toMatchObject({
    data: {
      recordMembership: {
        revision: revision + 1,
        fact: { member: { code, consortium: { code: "hunts-health" } } },
      },
    },
    extensions: { dataset: { revision: revision + 1 } },
  });
  expect(written.extensions.dataset.knownAt > before.extensions.dataset.knownAt).toBe(true);
});
