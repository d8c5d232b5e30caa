import { describe, expect, it } from "vitest";
import { Turns } from "../../src/graph/work.ts";
import { parseDate } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { loaderFor } from "../../src/resolvers/loaders.ts";
import { Pace } from "../../src/resolvers/pace.ts";
import { reader } from "../callers.ts";

function busyFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Walks a list as graphql-js does, shaping each item for two milliseconds. */
const shapeAll = (pace: Pace, list: readonly number[]): Promise<number[]> => {
  const shape = (item: number) => {
    busyFor(2);
    return item * 10;
  };
  return Promise.all(
    Array.from(pace.items(list), (item) => (item instanceof Promise ? item.then(shape) : shape(item))),
  );
};
const numbers = Array.from({ length: 50 }, (_, at) => at);

describe("The pace of a request", () => {
  it("gives way while a list is shaped, and answers all of it in order", async () => {
    let others = 0;
    const other = setInterval(() => others++, 1);
    expect(await shapeAll(new Pace(new Turns()), numbers)).toEqual(numbers.map((item) => item * 10));
    clearInterval(other);
    // 100 ms of work, of which no turn takes more than some 10.
    expect(others).toBeGreaterThan(4);
  });

  it("leaves a list as it is where there is time", () => {
    expect([...new Pace(new Turns()).items([1, 2, 3])]).toEqual([1, 2, 3]);
  });

  it("ends when nobody waits for the answer any more, with the reason", async () => {
    const nobody = new AbortController();
    const shaped = shapeAll(new Pace(new Turns(), nobody.signal), numbers);
    nobody.abort(new Error("The client is gone."));
    await expect(shaped).rejects.toThrow("The client is gone.");
  });

  it("gives way while a batch that failed is told to all that wait for it", async () => {
    const context = createContext({
      graph: {} as never,
      caller: reader,
      requestId: "test",
      defaultAsOf: parseDate("2011-04-01"),
    });
    const loader = loaderFor<number, number>(context, "failing", () =>
      Promise.reject(new Error("Too late.")),
    );
    let others = 0;
    const other = setInterval(() => others++, 1);
    const told = await Promise.all(
      Array.from({ length: 150 }, (_, key) =>
        loader.load(key).catch(({ message }) => {
          busyFor(1);
          return message;
        }),
      ),
    );
    clearInterval(other);
    expect(told).toEqual(Array.from({ length: 150 }, () => "Too late."));
    // 50 of them are told at once; of the other 100 ms no turn takes more than some 5.
    expect(others).toBeGreaterThan(4);
  });

  it("has what all of a long list asks for read at once, though it is walked in many turns", async () => {
    const context = createContext({
      graph: {} as never,
      caller: reader,
      requestId: "test",
      defaultAsOf: parseDate("2011-04-01"),
    });
    const batches: number[] = [];
    const loader = loaderFor<number, number>(context, "test", async (keys) => {
      batches.push(keys.length);
      return keys;
    });
    await Promise.all(
      Array.from(context.pace.items(numbers), async (item) => {
        busyFor(2);
        await loader.load(await item);
      }),
    );
    expect(batches).toEqual([50]);
  });
});

describe("Turns", () => {
  it("go round among requests, however many of one wait", async () => {
    const turns = new Turns();
    const [many, one] = [new AbortController().signal, new AbortController().signal];
    turns.isOver();
    const order: string[] = [];
    const served = async (signal: AbortSignal, name: string) => {
      await turns.next(signal);
      order.push(name);
      busyFor(2);
    };
    const waits = Array.from({ length: 10 }, () => served(many, "many"));
    waits.push(served(one, "one"));
    await Promise.all(waits);
    // A turn is 4 ms, so of two or three of them.
    expect(order.indexOf("one")).toBeLessThan(4);
    expect(order).toHaveLength(11);
  });
});
