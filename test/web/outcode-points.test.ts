import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { PracticeRow } from "../../web/views/england/england-query.ts";
import {
  layOutPoints,
  outcodeOf,
  placedPractices,
  readOutcodes,
} from "../../web/views/england/points/outcode-points.ts";

const places = readOutcodes(readFileSync("seed/outcodes.csv", "utf8"));
const practice = (code: string, postcode: string | null, confidence = "CONFIRMED") =>
  ({ code, name: code, postcode, confidence }) as PracticeRow;

test("a postcode's first half is its outcode, written with a space or without one", () => {
  expect(["CB1 2AB", "cb1 2ab", "CB12AB", "EC1A 1BB", "M1  1AE", ""].map(outcodeOf)).toEqual([
    "CB1",
    "CB1",
    "CB1",
    "EC1A",
    "M1",
    "",
  ]);
});

test("the table of the seed has every outcode once, on land that the National Grid covers", () => {
  expect(places.size).toBe(2_865);
  expect(places.get("CB1")?.northing).toBeGreaterThan(200_000);
  for (const { easting, northing } of places.values()) {
    expect(easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000).toBe(true);
  }
});

test("real practices are placed by outcode; made-up ones never, and what is not known is counted", () => {
  const { points, unplaced } = placedPractices(
    [
      practice("A1", "CB1 2AB"),
      practice("A2", "CB21 4XX"),
      practice("A3", "CB21 5YY"),
      practice("A4", null),
      practice("A5", "ZZ9 9ZZ"),
      practice("X000001", "CB1 3CD", "SYNTHETIC"),
    ],
    places,
  );
  expect(points.map(({ outcode, practices }) => [outcode, practices.map(({ code }) => code)])).toEqual([
    ["CB21", ["A2", "A3"]],
    ["CB1", ["A1"]],
  ]);
  expect(unplaced).toBe(2);
});

test("north is up, east is right, and a single point stands in the middle", () => {
  const { points } = placedPractices([practice("A1", "CB1 2AB"), practice("A2", "PE29 1AA")], places);
  const { circles, height } = layOutPoints(points, 600);
  const at = (outcode: string) => circles.find((circle) => circle.outcode === outcode);
  // Huntingdon lies to the north-west of Cambridge.
  expect(at("PE29")?.x).toBeLessThan(at("CB1")?.x ?? 0);
  expect(at("PE29")?.y).toBeLessThan(at("CB1")?.y ?? 0);
  for (const { x, y } of circles) expect(x > 0 && x < 600 && y > 0 && y < height).toBe(true);
  expect(layOutPoints(points.slice(0, 1), 600).circles[0]?.x).toBeCloseTo(300);
});
