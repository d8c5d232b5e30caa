import { QueryTooComplex } from "../model/errors.ts";

/**
 * What the filters of one request may cost together, reckoned before each is run.
 * @param limit in things that conditions are put to
 */
export function filterBudget(limit: number): (cost: number) => void {
  let actual = 0;
  return (cost) => {
    actual += Math.ceil(cost);
    if (actual <= limit) return;
    throw new QueryTooComplex(
      `The filters of this request may look at ${actual} organisations and facts; at most ${limit} are allowed. Ask with fewer conditions, with fewer links inside links, or in several requests.`,
      { bound: "filters", limit, actual },
    );
  };
}
