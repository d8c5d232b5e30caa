import { BadUserInput } from "../../model/errors.ts";
import type { FileKind } from "./layouts.ts";

/**
 * Where a column of this name may stand, counted from 0. Files of ODS are read by the places of their columns, with or
 * without a header; names differ between those who write one, so that only these say anything.
 */
const places: Readonly<Record<FileKind, readonly (readonly [RegExp, readonly number[]])[]>> = {
  practices: [
    [/^((organisation|org|practice)code|code)$/, [0]],
    [/^((organisation|org|practice)name|name)$/, [1]],
    [/^postcode$/, [9]],
    [/^(legalstart|open|opened)date$/, [10, 15]],
    [/^(legalend|close|closed)date$/, [11, 16]],
    [/^(status|statuscode|statusname)$/, [12]],
    [/^((organisation)?subtype(code)?|orgtypeid)$/, [13]],
    [/^(commissioner|parent(organisation)?code|targetorgcode|providerpurchaser)$/, [14, 23]],
    [/^join(ed)?(parent|providerpurchaser)?date$/, [15]],
    [/^left(parent|providerpurchaser)?date$/, [16]],
    [/^(prescribingsetting|roleid)$/, [25]],
  ],
  memberships: [
    [/^((organisation|org|practice)code|code)$/, [0]],
    [/^parent(organisation)?code$/, [1]],
    [/^parent(organisation)?type$/, [2]],
    [/^join(ed)?(parent)?date$/, [3]],
    [/^left(parent)?date$/, [4]],
  ],
};

/** @throws BadUserInput where a header says that a column stands in another place than in ODS's own file */
export function checkHeaderOrder(name: string, kind: FileKind, header: readonly string[]): void {
  for (const [at, cell] of header.entries()) {
    const plain = cell.toLowerCase().replace(/[^a-z]/g, "");
    const known = places[kind].find(([pattern]) => pattern.test(plain));
    if (known === undefined || known[1].includes(at)) continue;
    const expected = known[1].map((place) => place + 1).join(" or ");
    throw new BadUserInput(
      `${name} has ${JSON.stringify(cell.trim())} as column ${at + 1}: expected as column ${expected}, since ODS's files are read by the order of their columns. Put them in the order of ODS's own file.`,
    );
  }
}
