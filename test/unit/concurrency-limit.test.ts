import { describe, expect, it } from "vitest";
import { createConcurrencyLimit } from "../../src/graph/concurrency-limit.ts";
import { Overloaded } from "../../src/model/errors.ts";

/** Everything that is settled by now. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const patient = { waitMs: Infinity };

describe("A lane", () => {
  it("lets as many in at once as it may, and the others in the order in which they came", async () => {
    const lane = createConcurrencyLimit({ atOnce: 2, waiting: 10 });
    const within: number[] = [];
    const left = [1, 2, 3, 4].map(async (number) => {
      const leave = await lane.enter(patient);
      within.push(number);
      return leave;
    });
    await settled();
    expect(within).toEqual([1, 2]);
    (await left[1])?.();
    await settled();
    expect(within).toEqual([1, 2, 3]);
    (await left[0])?.();
    await settled();
    expect(within).toEqual([1, 2, 3, 4]);
  });

  it("counts whoever leaves twice once", async () => {
    const lane = createConcurrencyLimit({ atOnce: 1, waiting: 10 });
    const leave = await lane.enter(patient);
    leave();
    leave();
    await lane.enter(patient);
    let entered = false;
    void lane.enter(patient).then(() => {
      entered = true;
    });
    await settled();
    expect(entered).toBe(false);
  });

  it("refuses who would wait where too many do, but not who has begun", async () => {
    const lane = createConcurrencyLimit({ atOnce: 1, waiting: 1 });
    const leave = await lane.enter(patient);
    const second = lane.enter({ waitMs: 60_000 });
    await expect(lane.enter({ waitMs: 60_000 })).rejects.toThrow(Overloaded);
    const begun = lane.enter(patient);
    leave();
    (await second)();
    expect(await begun).toBeTypeOf("function");
  });

  it("refuses who waited too long, and lets the next in", async () => {
    const lane = createConcurrencyLimit({ atOnce: 1, waiting: 10 });
    const leave = await lane.enter(patient);
    const hasty = lane.enter({ waitMs: 1 });
    const next = lane.enter(patient);
    await expect(hasty).rejects.toThrow("The server is answering as much as it can. Try again in 5 seconds");
    leave();
    expect(await next).toBeTypeOf("function");
  });

  it("forgets who has gone while it waited, and does not let in who had gone before", async () => {
    const lane = createConcurrencyLimit({ atOnce: 1, waiting: 1 });
    const leave = await lane.enter(patient);
    const leaving = new AbortController();
    const gone = lane.enter({ waitMs: 60_000, signal: leaving.signal });
    leaving.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    const next = lane.enter({ waitMs: 60_000 });
    leave();
    expect(await next).toBeTypeOf("function");
    await expect(lane.enter({ ...patient, signal: leaving.signal })).rejects.toThrow("gone");
  });
});
