import { expect, test } from "vitest";
import { readable } from "../../src/server/log-destination.ts";

const line = (fields: Record<string, unknown>) =>
  readable(JSON.stringify({ time: Date.UTC(2011, 3, 1), pid: 1, hostname: "h", reqId: "r", ...fields }));

test("on a terminal a line of the log is its time, its message and what belongs to it", () => {
  expect(line({ level: 30, msg: "request", path: "/graphql", status: 200 })).toMatch(
    /^\d\d:\d\d:\d\d request path="\/graphql" status=200\n$/,
  );
});

test("on a terminal a warning is marked, and only a fault brings its stack", () => {
  const err = { message: "away", stack: "Error: away\n    at x" };
  expect(line({ level: 40, msg: "waiting", err })).toMatch(/ ! waiting\n {2}away\n$/);
  expect(line({ level: 50, msg: "fault", err })).toContain("at x");
});
