import { describe, expect, it } from "vitest";
import { createAllowances, networkOf } from "../../src/server/allowances.ts";

function withClock(perMinute: number) {
  const clock = { now: 0 };
  return { clock, allowances: createAllowances(perMinute, () => clock.now) };
}

describe("An allowance", () => {
  it("is whole at first, is taken from, and fills up as time goes by", () => {
    const { clock, allowances } = withClock(600);
    expect(allowances.take("a", 500)).toMatchObject({ refused: false, left: 100, seconds: 50 });
    expect(allowances.take("a", 200)).toMatchObject({ refused: true, left: 100, seconds: 10 });
    clock.now = 10_000;
    expect(allowances.take("a", 200)).toMatchObject({ refused: false, left: 0 });
    clock.now = 1_000_000;
    expect(allowances.look("a", 0)).toMatchObject({ left: 600, seconds: 0 });
  });

  it("is nobody else's", () => {
    const { allowances } = withClock(600);
    expect(allowances.take("a", 600).refused).toBe(false);
    expect(allowances.take("b", 600).refused).toBe(false);
    expect(allowances.take("a", 300).refused).toBe(true);
  });

  it("lets through what costs more than half of one where half is left, and the rest is owed", () => {
    const { clock, allowances } = withClock(600);
    expect(allowances.take("a", 200).refused).toBe(false);
    expect(allowances.take("a", 3_000)).toMatchObject({ refused: false, left: 0, seconds: 320 });
    expect(allowances.take("a", 3_000)).toMatchObject({ refused: true, seconds: 290 });
    clock.now = 259_000;
    expect(allowances.take("a", 1).refused).toBe(true);
    clock.now = 261_000;
    expect(allowances.take("a", 1).refused).toBe(false);
  });

  it("is not taken from by who is refused, nor by who looks", () => {
    const { allowances } = withClock(600);
    allowances.take("a", 500);
    for (let times = 0; times < 100; times++) allowances.take("a", 200);
    allowances.look("a", 100);
    expect(allowances.take("a", 100).refused).toBe(false);
  });

  it("says a time after which there is enough, whatever is asked for and however often", () => {
    const { clock, allowances } = withClock(7_919);
    for (const cost of [1, 400, 5_000, 7_919, 20_000, 333]) {
      let taken = allowances.take("a", cost);
      while (taken.refused) {
        clock.now += taken.seconds * 1_000;
        const again = allowances.take("a", cost);
        expect(again.refused).toBe(false);
        taken = again;
      }
    }
  });

  it("is forgotten where very many others asked since, so that memory is bounded", () => {
    const { allowances } = withClock(600);
    allowances.take("first", 600);
    allowances.take("second", 600);
    for (let other = 0; other < 60_000; other++) {
      allowances.take(String(other), 600);
      if (other % 1_000 === 0) expect(allowances.take("second", 600).refused).toBe(true);
    }
    expect(allowances.take("first", 600).refused).toBe(false);
  });
});

describe("An address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::192.0.2.7", "64:ff9b:0:0::/64"],
    ["x".repeat(1_000), "x".repeat(64)],
  ])("%s has the allowance of %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
