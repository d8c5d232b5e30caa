import { BadUserInput } from "../../model/errors.ts";

/** Where a column may stand that goes by some names (in small letters, nothing else between them), counted from 0. */
export type HeadingPlaces = readonly (readonly [names: RegExp, places: readonly number[]])[];

/**
 * Of a file that is read by the order of its columns, whether or not somebody put a header on top.
 * @param row its first, which may be a header: cells that are no known name say nothing
 * @throws BadUserInput where it says that a column stands in another place
 */
export function checkHeadingOrder(name: string, places: HeadingPlaces, row: readonly string[]): void {
  for (const [at, cell] of row.entries()) {
    const plain = cell.toLowerCase().replace(/[^a-z]/g, "");
    const known = places.find(([names]) => names.test(plain));
    if (known === undefined || known[1].includes(at)) continue;
    const expected = known[1].map((place) => place + 1).join(" or ");
    throw new BadUserInput(
      `${name} has ${JSON.stringify(cell.trim())} as column ${at + 1}: expected as column ${expected}, since such files are read by the order of their columns. Put them in that order.`,
    );
  }
}
