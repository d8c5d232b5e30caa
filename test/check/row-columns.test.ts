import { describe, expect, it } from "vitest";
import { columnsReturned, columnsTaken } from "../../scripts/row-columns.ts";

describe("The columns of a statement", () => {
  it.each([
    ["MATCH (o) RETURN o.code AS code, count(*) AS total ORDER BY code LIMIT 3", ["code", "total"]],
    [
      "UNWIND $parents AS parent CALL (parent) { RETURN 1 AS one } RETURN DISTINCT parent, one",
      ["parent", "one"],
    ],
    ['RETURN [a, "x, y"] AS list, {b: 1, c: 2} AS map', ["list", "map"]],
    ["MATCH (o) SET o.a = 1", []],
  ])("are those of its last RETURN: %s", (cypher, columns) => {
    expect(columnsReturned(cypher)).toEqual(columns);
  });

  it("that a reader takes are found, also of one that refuses what stands for a value", () => {
    expect(columnsTaken(({ parent, page }) => [parent, (page as unknown[]).map(String)])).toEqual([
      "parent",
      "page",
    ]);
    const refusing = (raw: Readonly<Record<string, unknown>>) => {
      if (typeof raw.kind !== "string") throw new Error("no kind");
      return raw.kind;
    };
    expect(columnsTaken(refusing)).toEqual(["kind"]);
  });
});
