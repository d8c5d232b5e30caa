import { beforeAll, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import type { SnapshotGraph } from "../../src/snapshot/snapshot-graph.ts";
import { longestHold } from "../longest-hold.ts";
import { heaviest, kinds } from "./heaviest.ts";
import { demonstrationSettings, stoppedAtEnd } from "./serving.ts";

/** The aim is 50 ms, which `npx tsx bench/holds.ts` measures on a machine that does nothing else. */
const mostMs = 1_000;

let server: RunningServer;
beforeAll(async () => {
  server = stoppedAtEnd(
    await startServer(
      demonstrationSettings({
        ...{ RESPONSE_CACHE_BYTES: "0", REQUEST_DEADLINE_MS: "120000", STATEMENT_TIME_LIMIT_MS: "120000" },
      }),
      application,
    ),
  );
  await (server.graph as SnapshotGraph).refresh();
});

it.each(["values of long lists", "lists in lists", "history"])(
  "the heaviest question that is allowed leaves the event loop to others: %s",
  { timeout: 60_000 },
  async (name) => {
    const query = heaviest(kinds[name] as (typeof kinds)[string]);
    let status = 0;
    let bytes = 0;
    const held = await longestHold(async () => {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-encoding": "identity" },
        body: JSON.stringify({ query }),
      });
      status = response.status;
      for await (const part of response.body ?? []) bytes += part.length;
    });
    console.info(`${name}: held for ${held} ms at most, ${bytes} bytes`);
    expect(status).toBe(200);
    expect(held).toBeLessThan(mostMs);
  },
);
