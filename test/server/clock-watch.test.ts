import { afterEach, expect, test, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { acquireWriteLock, nextInstant, record } from "../../src/graph/recorder.ts";
import { watchClock } from "../../src/server/clock-watch.ts";
import { source } from "../contract/small-graph.ts";

afterEach(() => vi.useRealTimers());

const author = { who: "Jane", requestId: null, action: "RECORD", reason: "To try it." } as const;

/** A graph in memory whose clock can be set, and what was said of it. */
async function watched() {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-29T12:00:00Z") });
  const said: string[] = [];
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  const watch = () => watchClock(graph, (sentence) => said.push(sentence));
  const write = ({ graph: through }: ReturnType<typeof watch>) =>
    through.write(async (transaction) =>
      record(transaction, { sources: [source] }, nextInstant(await acquireWriteLock(transaction)), author),
    );
  return { said, watch, write };
}

test("a clock that is right is not spoken of", async () => {
  const { said, watch, write } = await watched();
  const first = watch();
  await first.check();
  await write(first);
  vi.setSystemTime(new Date("2026-11-29T12:50:00Z"));
  await write(first);
  // A minute behind is nothing; nor is a graph that was left alone for months.
  vi.setSystemTime(new Date("2026-11-29T12:49:30Z"));
  await write(watch());
  vi.setSystemTime(new Date("2027-08-01T12:00:00Z"));
  await watch().check();
  expect(said).toEqual([]);
});

test("a clock that jumps ahead is spoken of at the write, and once it is set back", async () => {
  const { said, watch, write } = await watched();
  const first = watch();
  await write(first);
  vi.setSystemTime(new Date("2036-01-01T00:00:00Z"));
  await write(first);
  expect(said.splice(0)).toEqual([
    expect.stringMatching(
      /^This machine's clock went ahead by \d+ minutes at once and says 2036-01-01T00:00:00/,
    ),
  ]);
  vi.setSystemTime(new Date("2026-11-29T12:05:00Z"));
  const behind =
    /^This machine's clock says 2026-11-29T12:05:00.000Z, and the graph's last change is recorded later, at 2036-01-01T00:00:00/;
  await write(first);
  await watch().check();
  expect(said).toEqual([expect.stringMatching(behind), expect.stringMatching(behind)]);
});

test("a clock that is years ahead of the last change is spoken of at the start and at the first write", async () => {
  const { said, watch, write } = await watched();
  await write(watch());
  vi.setSystemTime(new Date("2029-01-01T00:00:00Z"));
  const started = watch();
  await started.check();
  await write(started);
  await write(started);
  const ahead =
    /^This machine's clock says 2029-01-01T00:00:00.000Z, more than a year after the graph was written last, at 2026-11-29T12:00:00.000Z/;
  expect(said).toEqual([expect.stringMatching(ahead), expect.stringMatching(ahead)]);
});
