import type { HeadingPlaces } from "../csv/heading-order.ts";
import type { FileKind } from "./layouts.ts";

/** What columns of ODS's files are called by those who write a header, and where they stand. */
export const headingPlaces: Readonly<Record<FileKind, HeadingPlaces>> = {
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
