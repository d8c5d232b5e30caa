import { beforeAll, describe, expect, it } from "vitest";
import type { Work } from "../../src/graph/work.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { notEnded } from "../../src/model/facts.ts";
import type { Where } from "../../src/model/filters.ts";
import type { OrganisationKind } from "../../src/model/kinds.ts";
import { undescribed } from "../../src/model/organisation.ts";
import { checkWhere } from "../../src/query/check-where.ts";
import { Selector } from "../../src/snapshot/selection.ts";
import { Snapshot } from "../../src/snapshot/snapshot.ts";
import { View } from "../../src/snapshot/view.ts";
import { told } from "./facts.ts";

const sizes = { PCT: 20, practicesEach: 30 };
const practices = sizes.PCT * sizes.practicesEach;

function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

describe("Links inside links, in memory", () => {
  const snapshot = new Snapshot();
  let namesRead = 0;

  function described(kind: OrganisationKind, code: string) {
    const organisation = {
      ...undescribed,
      kind,
      code: code as Code,
      confidence: "CONFIRMED",
      source: "TEST",
    };
    Object.defineProperty(organisation, "name", {
      enumerable: true,
      get() {
        namesRead++;
        return `Name of ${code}`;
      },
    });
    const at = "2011-01-01T00:00:00.000Z" as Instant;
    const clocks = { recordedAt: at, knownFrom: at, addedIn: 1, ...notEnded, validFrom: null, validTo: null };
    return { organisation, ...clocks } as never;
  }

  beforeAll(() => {
    const pcts = Array.from({ length: sizes.PCT }, (_, n) => `5P${n}`);
    const members = pcts.flatMap((pct) =>
      Array.from({ length: sizes.practicesEach }, (_, n) => ({ pct, code: `${pct}X${n}` })),
    );
    const organisations = [
      ...pcts.map((code) => described("PCT", code)),
      ...members.map(({ code }) => described("PRACTICE", code)),
    ];
    const facts = members.map(({ code, pct }) => told("MEMBERSHIP", { from: code, to: pct }));
    finish(snapshot.take(1, { organisations, former: [], facts }, []));
  });

  const clocks = { asOf: "2011-08-01" as IsoDate, knownAt: "2012-01-01T00:00:00.000Z" as Instant };
  const view = new View(snapshot, { ...clocks, atRevision: 1 });
  const selected = (where: Where) => {
    namesRead = 0;
    return finish(new Selector(view, checkWhere("Practice", where)).select(snapshot.of("Practice"))).length;
  };
  const nested = (levels: number, around: (inner: Where) => Where, innermost: Where): Where =>
    levels === 0 ? innermost : around(nested(levels - 1, around, innermost));

  const shapes: readonly [string, (inner: Where) => Where][] = [
    ["some", (inner) => ({ pct: { practices: { some: inner } } })],
    ["none", (inner) => ({ pct: { practices: { none: inner } } })],
    ["every", (inner) => ({ pct: { practices: { every: inner } } })],
    [
      "an OR of two the same",
      (inner) => ({ OR: [{ pct: { practices: { some: inner } } }, { pct: { practices: { none: inner } } }] }),
    ],
  ];

  it.each(shapes.slice(0, 3))("read each practice once, however deep: %s", (_name, around) => {
    for (const levels of [1, 2, 3]) {
      selected(nested(levels, around, { name: { contains: "zzz" } }));
      expect(namesRead).toBe(practices);
    }
  });

  it("cost as much as there are conditions: an OR of two, each twice as many a level", () => {
    const [, around] = shapes[3] as (typeof shapes)[number];
    selected(nested(3, around, { name: { contains: "zzz" } }));
    expect(namesRead).toBeLessThanOrEqual(practices * 2 ** 3);
  });

  it("say what they say", () => {
    const some = shapes[0]?.[1] as (inner: Where) => Where;
    expect(selected(nested(3, some, { code: { eq: "5P3X7" } }))).toBe(sizes.practicesEach);
    expect(selected({ NOT: nested(3, some, { code: { eq: "5P3X7" } }) })).toBe(
      practices - sizes.practicesEach,
    );
    expect(
      selected({ code: { eq: "5P3X7" }, pct: { practices: { every: { name: { contains: "5p3" } } } } }),
    ).toBe(1);
  });
});
