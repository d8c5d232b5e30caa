import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapInSteps, Need, Rate, sortInSteps, Turns, type Work } from "../../src/graph/work.ts";

/** Work that takes so many steps of a millisecond. */
function* busy(steps: number): Work<number> {
  for (let step = 0; step < steps; step++) {
    busyFor(1);
    yield;
  }
  return steps;
}

function busyFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

function* endless(): Work<never> {
  for (;;) yield;
}

describe("Work in turns", () => {
  it("leaves the event loop to others, also where much is asked at once", async () => {
    const turns = new Turns();
    let others = 0;
    let done = false;
    const other = () => {
      others++;
      if (!done) setImmediate(other);
    };
    setImmediate(other);
    const answers = await Promise.all(Array.from({ length: 20 }, () => turns.run(busy(15))));
    done = true;
    expect(answers).toEqual(Array.from({ length: 20 }, () => 15));
    // 300 ms of work, of which no turn takes more than some 10.
    expect(others).toBeGreaterThan(15);
  });

  it("waits for nothing where it is done at once", async () => {
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    // Its first step is its last, whatever else the machine does meanwhile.
    await new Turns().run(mapInSteps([1, 2], (value) => value));
    expect(turned).toBe(false);
  });

  it("lets what needs few turns go before what needs many, however many of those there are", async () => {
    const turns = new Turns();
    let turnsOfHeavy = 0;
    const heavy = Array.from({ length: 30 }, async () => {
      const { signal } = new AbortController();
      turns.expect(signal, new Need(100_000));
      for (let turn = 0; turn < 5; turn++) {
        await turns.next(signal);
        turnsOfHeavy++;
      }
    });
    const light = new AbortController();
    turns.expect(light.signal, new Need(1));
    const served: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      await turns.next(light.signal);
      served.push(turnsOfHeavy);
    }
    // Of its turns it uses next to nothing, so that hardly any is due to the others: turn about they would have 20.
    expect(served.at(-1)).toBeLessThan(15);
    await Promise.all(heavy);
  });

  it("lets what was reckoned to need little wait like others once it took more", async () => {
    const turns = new Turns();
    let had = 0;
    let isDone = false;
    const misjudged = (async () => {
      const { signal } = new AbortController();
      turns.expect(signal, new Need(1));
      for (; !isDone; had++) {
        await turns.next(signal);
        busyFor(1);
      }
    })();
    const { signal } = new AbortController();
    turns.expect(signal, new Need(25_000));
    for (let turn = 0; turn < 5; turn++) await turns.next(signal);
    isDone = true;
    // The other is reckoned to take 20 ms; by its third of the time alone it would have had its fifth turn after 40.
    expect(had).toBeLessThan(30);
    await misjudged;
  });

  it("ends one of several that need as much before it begins the next", async () => {
    const turns = new Turns();
    const ended: number[] = [];
    let underWay = 0;
    const request = async (number: number) => {
      const { signal } = new AbortController();
      turns.expect(signal, new Need(50_000));
      await turns.next(signal);
      underWay++;
      expect(underWay).toBe(1);
      for (let turn = 0; turn < 5; turn++) {
        busyFor(5);
        await turns.next(signal);
      }
      underWay--;
      ended.push(number);
    };
    await Promise.all([0, 1, 2, 3].map(request));
    expect(ended).toEqual([0, 1, 2, 3]);
  });

  it("has what needs little wait little, though much that needs more came before it", async () => {
    const turns = new Turns();
    const ended: string[] = [];
    const request = async (name: string, need: Need, steps: number) => {
      const { signal } = new AbortController();
      turns.expect(signal, need);
      for (let step = 0; step < steps; step++) {
        await turns.next(signal);
        busyFor(4);
      }
      await turns.next(signal);
      ended.push(name);
    };
    const heavy = Array.from({ length: 10 }, () => request("heavy", new Need(25_000), 5));
    await request("light", new Need(1), 1);
    // It waits beside its need as long as one of the others beside theirs: for the first of them, or two.
    expect(ended.indexOf("light")).toBeLessThan(4);
    await Promise.all(heavy);
  });

  it("gives every second turn to what is no request's", async () => {
    const turns = new Turns();
    const had: string[] = [];
    let isDone = false;
    const others = Array.from({ length: 5 }, async () => {
      const { signal } = new AbortController();
      turns.expect(signal, new Need(1));
      while (!isDone) {
        await turns.next(signal);
        had.push("request");
        busyFor(5);
      }
    });
    for (let turn = 0; turn < 10; turn++) {
      await turns.next(undefined);
      had.push("own");
      busyFor(5);
    }
    isDone = true;
    expect(had.filter((one) => one === "request").length).toBeGreaterThan(7);
    expect(had.length).toBeLessThan(25);
    await Promise.all(others);
  });

  it("learns from each answer how long an operation takes for what it costs", async () => {
    const turns = new Turns();
    const isDearAndQuick = new Need(100_000);
    const rate = new Rate();
    const isCheapAndSlow = new Need(100, rate);
    const ask = async (need: Need, milliseconds: number) => {
      const { signal } = new AbortController();
      turns.expect(signal, need);
      await turns.next(signal);
      busyFor(milliseconds);
      await turns.next(signal);
      turns.answered(signal);
    };
    for (let time = 0; time < 20; time++) {
      await ask(isDearAndQuick, 0);
      await ask(isCheapAndSlow, 20);
    }
    expect(isDearAndQuick.ms).toBeLessThan(isCheapAndSlow.ms);
    expect(isCheapAndSlow.ms).toBeGreaterThan(15);
    // The same with other variables, by which it costs ten times as much.
    expect(new Need(1_000, rate).ms / new Need(100, rate).ms).toBeCloseTo(10);
    expect(new Need(1_000, rate).ms).toBeGreaterThan(150);
  });

  it("learns nothing from what was broken off, or needed no turn", async () => {
    const turns = new Turns();
    const need = new Need(100_000);
    const { ms } = need;
    const [isKept, isBrokenOff] = [new AbortController(), new AbortController()];
    turns.expect(isKept.signal, need);
    turns.answered(isKept.signal);
    turns.expect(isBrokenOff.signal, need);
    await turns.next(isBrokenOff.signal);
    busyFor(1);
    await turns.next(isBrokenOff.signal);
    isBrokenOff.abort();
    turns.answered(isBrokenOff.signal);
    expect(need.ms).toBe(ms);
  });

  it("lets what needs many turns get on while light ones come without end", async () => {
    const turns = new Turns();
    let isDone = false;
    const light = async () => {
      while (!isDone) await turns.next(new AbortController().signal);
    };
    const many = Promise.all(Array.from({ length: 5 }, light));
    const heavy = new AbortController();
    turns.expect(heavy.signal, new Need(1_000_000));
    for (let turn = 0; turn < 20; turn++) await turns.next(heavy.signal);
    isDone = true;
    await many;
  });

  it("ends when nobody waits for it any more, with the reason", async () => {
    const nobody = new AbortController();
    const ended = new Turns().run(endless(), { signal: nobody.signal });
    setTimeout(() => nobody.abort(new Error("The client is gone.")), 20);
    await expect(ended).rejects.toThrow("The client is gone.");
  });

  it("ends when its time is over", async () => {
    await expect(new Turns().run(endless(), { timeLimitMs: 20 })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "The graph did not answer within 20 ms. Ask for less at once.",
    });
  });
});

describe("Sorting in steps", () => {
  it("sorts as sort does, equals in the order that they came in", () => {
    const row = fc.record({ key: fc.integer({ min: 0, max: 50 }), id: fc.integer() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 0, maxLength: 9_000, size: "max" }), (rows) => {
        const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
        const work = sortInSteps(rows, compare);
        let step = work.next();
        while (!step.done) step = work.next();
        expect(step.value).toEqual([...rows].sort(compare));
      }),
      { numRuns: 20 },
    );
  });
});
