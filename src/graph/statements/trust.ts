import { confidences } from "../../model/kinds.ts";

/** Where a value stands among others, none of which is part of another: a number that grows with it, in little text. */
export const rankIn = (values: readonly string[], value: string): string =>
  `size(split("${values.join(" ")}", ${value})[0])`;

const doubt = (fact: string): string => rankIn(confidences, `${fact}.confidence`);

/** That one claim comes before another about the same matter: `byTrust` of src/model/trust.ts, in Cypher, without an OR as `believed` is. */
export const moreTrusted = (a: string, b: string): string =>
  `CASE WHEN ${doubt(a)} <> ${doubt(b)} THEN ${doubt(a)} < ${doubt(b)} WHEN ${a}.knownFrom <> ${b}.knownFrom THEN ${a}.knownFrom > ${b}.knownFrom ELSE ${a}.factId < ${b}.factId END`;
