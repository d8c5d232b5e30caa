import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Area } from "../../web/views/england/area.ts";
import { bordersOf, layOut } from "../../web/views/england/hex-layout.ts";
import { monthsOfYear } from "../../web/views/england/month-maps.ts";
import { tilesFor } from "../../web/views/england/tiles.ts";
import { unknownsOf } from "../../web/views/england/unknowns.ts";
import { pictureOf } from "../../web/views/england/zoom.ts";

const leaf = (code: string, kind: Area["kind"], practices = 0): Area => ({
  id: code,
  code,
  name: code,
  kind,
  practices,
  patients: 0,
  children: [],
});
const england = (...children: readonly Area[]): Area => ({ ...leaf("", "ENGLAND"), code: null, children });
/** The CCGs of April 2013; those of later years have no hexagon. */
const firstCcgs = () =>
  readFileSync("seed/ccgs.csv", "utf8")
    .trim()
    .split("\n")
    .filter((line) => line.includes(",2013-04-01,"))
    .map((line) => line.split(",")[0] ?? "");

test("every PCT and every CCG of the seed has a tile of its own, on its day", () => {
  const places = (kind: "PCT" | "CONSORTIUM") =>
    [...tilesFor([leaf("any", kind)])].map(([code, { column, row }]) => ({
      code,
      place: `${column},${row}`,
    }));
  const [pcts, ccgs] = [places("PCT"), places("CONSORTIUM")];
  expect(new Set(ccgs.map(({ code }) => code))).toEqual(new Set(firstCcgs()));
  expect(new Set(ccgs.map(({ place }) => place)).size).toBe(211);
  // Solihull Care Trust stands where its successor will: they never exist on one day.
  expect(pcts.length).toBe(152);
  expect(new Set(pcts.map(({ place }) => place)).size).toBe(151);
});

test("hexagons fit into the room there is, and none lies on another", () => {
  const tiles = [...tilesFor([leaf("any", "PCT")]).values()];
  const { tileWidth, tileHeight, width, height, left, top } = layOut(tiles, 800, 700);
  expect(width).toBeLessThanOrEqual(800.1);
  expect(height).toBeLessThanOrEqual(700.1);
  for (const tile of tiles) {
    expect(left(tile)).toBeGreaterThanOrEqual(0);
    expect(left(tile) + tileWidth).toBeLessThanOrEqual(width + 0.1);
    expect(top(tile) + tileHeight).toBeLessThanOrEqual(height + 0.1);
  }
  const places = new Map(tiles.map((tile) => [`${tile.column},${tile.row}`, tile]));
  const middles = [...places.values()].map((tile) => [left(tile), top(tile)] as const);
  for (const [x, y] of middles) {
    const nearest = Math.min(
      ...middles.map(([a, b]) => Math.hypot(a - x, b - y) || Number.POSITIVE_INFINITY),
    );
    expect(nearest).toBeGreaterThan(tileWidth - 0.1);
  }
});

test("a border runs around groups and once between them, not within", () => {
  const tiles = new Map([
    ["a", { column: 0, row: 0 }],
    ["b", { column: 1, row: 0 }],
    ["c", { column: 0, row: 1 }],
  ]);
  const lines = (groups: Record<string, string>) =>
    bordersOf(tiles, new Map(Object.entries(groups)), layOut(tiles.values(), 100, 100)).split("M").length - 1;
  // Three hexagons that touch each other have 18 sides, of which 3 pairs are shared.
  expect(lines({ a: "x", b: "x", c: "x" })).toBe(12);
  expect(lines({ a: "x", b: "x", c: "y" })).toBe(14);
  expect(lines({ a: "x", b: "y", c: "z" })).toBe(15);
});

test("the map says what it does not know", () => {
  const said = (leaves: readonly Area[], by: "position" | "outside" | "patients" = "position") =>
    unknownsOf(england(...leaves), tilesFor(leaves), by).join(" ");
  expect(said([leaf("5PP", "PCT", 70)])).toBe("");
  expect(said([leaf("elsewhere", "CONSORTIUM")])).toContain("Nobody who has a hexagon exists on this day");
  const empty = [leaf("06H", "CONSORTIUM"), leaf("00C", "CONSORTIUM")];
  expect(said(empty)).toContain("one of 2 clinical commissioning groups");
  expect(said(empty)).toContain("there is no position and no share");
  expect(said(empty)).toContain("No practice of this graph is in one of them");
  expect(said(empty, "outside")).toContain("of a CCG it is not known");
  const known = [leaf("06H", "CONSORTIUM", 107), leaf("00C", "CONSORTIUM")];
  expect(said(known, "patients")).toContain("Of 1 of them no practice is known here.");
  expect(said([leaf("06H", "CONSORTIUM", 107)], "outside")).not.toContain("No practice");
  expect(said([leaf("5PP", "PCT", 70)], "patients")).toBe(
    "Of no practice in this graph the patients were counted.",
  );
  expect(said([{ ...leaf("5PP", "PCT", 70), patients: 9 }], "patients")).toBe("");
});

test("where practices are shown they are shown by size", () => {
  expect(pictureOf({ kind: "CLUSTER" }, "map")).toBe("map");
  expect(pictureOf({ kind: "PCT" }, "map")).toBe("size");
  expect(pictureOf({ kind: "ENGLAND" }, "size")).toBe("size");
});

test("the months side by side are those of the financial year of the day", () => {
  const year = monthsOfYear("2011-04-01");
  expect([year.length, year[0], year[8], year[9], year[11]]).toEqual([
    12,
    "2011-04-01",
    "2011-12-01",
    "2012-01-01",
    "2012-03-01",
  ]);
  expect(monthsOfYear("2011-03-31")[0]).toBe("2010-04-01");
});
