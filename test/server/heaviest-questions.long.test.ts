import { describe } from "vitest";
import { expectBearable } from "./bearable.ts";
import { heaviest, kinds } from "./heaviest.ts";

describe("The heaviest question that is allowed", () => {
  expectBearable(Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, heaviest(kind)])));
});
