import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { propertyIds, propertyOf } from "../../src/resolvers/reconciliation/properties.ts";
import { startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings, stoppedAtEnd } from "../server/serving.ts";

const text = readFileSync(new URL("../../docs/reconcile.md", import.meta.url), "utf8");

test("docs/reconcile.md describes every property", () => {
  const described = [...text.matchAll(/^\| `(\w+)` \| ([A-Z_, ]+|all) \| (.*) \|$/gm)].map((row) =>
    row.slice(1),
  );
  expect(described).toEqual(
    propertyIds.map((id) => {
      const { of, description } = propertyOf(id);
      return [id, of?.join(", ") ?? "all", description];
    }),
  );
});

test("docs/reconcile.md shows what the server answers", async () => {
  const server = stoppedAtEnd(await startServer(demonstrationSettings(), application));
  const examples = [...text.matchAll(/'(queries|extend)=(.*)'\n```\n\n```json\n([\s\S]*?)```/g)];
  expect(examples).toHaveLength(2);
  for (const [, name = "", asked = "", answer = ""] of examples) {
    const body = new URLSearchParams({ [name]: asked });
    const response = await fetch(`${server.url}/reconcile`, { method: "POST", body });
    expect(await response.json()).toEqual(JSON.parse(answer));
  }
});
