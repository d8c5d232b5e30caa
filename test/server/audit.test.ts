import { serverAudits } from "graphql-http";
import { expect, test } from "vitest";
import { serveTiny } from "./serving.ts";

test("GraphQL over HTTP is spoken as its specification says", async () => {
  const { url } = await serveTiny();
  const results = await Promise.all(serverAudits({ url: `${url}/graphql` }).map((audit) => audit.fn()));
  expect(results).toHaveLength(61);
  const failed = results.filter((result) => result.status !== "ok");
  const named = failed.map((result) => `${result.status} ${result.id} ${result.name}: ${result.reason}`);
  expect(named.filter((line) => line.startsWith("error"))).toEqual([]);
  expect(results.length - failed.length, named.join("\n")).toBeGreaterThanOrEqual(55);
});
