import { serverAudits } from "graphql-http";
import { expect, test } from "vitest";
import { serveTiny } from "./serving.ts";

test("GraphQL over HTTP is spoken as its specification says", async () => {
  const { url } = await serveTiny();
  const results = await Promise.all(serverAudits({ url: `${url}/graphql` }).map((audit) => audit.fn()));
  expect(results).toHaveLength(61);
  const failed = results.filter((result) => result.status !== "ok");
  expect(failed.map(({ id, status, name, reason }) => `${status} ${id} ${name}: ${reason}`)).toEqual([]);
});
