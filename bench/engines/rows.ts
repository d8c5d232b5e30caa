import { crc32 } from "node:zlib";
import { buildSeed } from "../../src/demonstration/build-seed.ts";

/** What every store holds: the demonstration graph's organisations and facts, and changes as a curator's. */

export interface Organisation {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  /** All that is said of it. */
  readonly body: string;
  /** A checksum of the row, so that it can be told where a store serves another. */
  readonly checksum: number;
}
export interface Fact {
  readonly factId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly body: string;
  readonly checksum: number;
}
export interface Rows {
  readonly organisations: readonly Organisation[];
  readonly facts: readonly Fact[];
}
/** One transaction: an organisation, two facts of it, and a record of the change. */
export interface Change extends Rows {
  readonly number: number;
  readonly record: string;
}
/** All that a store holds, each sorted by its key. */
export interface Contents extends Rows {
  readonly changes: readonly { readonly number: number; readonly record: string }[];
}

export const checksumOf = (...values: readonly string[]): number => crc32(JSON.stringify(values));

function organisation(code: string, kind: string, name: string, said: object): Organisation {
  const body = JSON.stringify(said);
  return { code, kind, name, body, checksum: checksumOf(code, kind, name, body) };
}

function fact(factId: string, from: string, to: string, kind: string, said: object): Fact {
  const body = JSON.stringify(said);
  return { factId, from, to, kind, body, checksum: checksumOf(factId, from, to, kind, body) };
}

/** England several times over, each under codes of its own; what has one end alone is a fact from it to itself. */
export function englandRows(englands: number): Rows {
  const seed = buildSeed({ factsOnly: false });
  const copies = Array.from({ length: englands }, (_, copy) => {
    const own = (code: string) => (copy === 0 ? code : `${code}-copy-${copy}`);
    return {
      organisations: seed.organisations.map((one) => organisation(own(one.code), one.kind, one.name, one)),
      facts: seed.facts.map((one, at) =>
        fact(`${copy}-${at}`, own(one.from), own("to" in one ? one.to : one.from), one.kind, one),
      ),
    };
  });
  return {
    organisations: copies.flatMap(({ organisations }) => organisations),
    facts: copies.flatMap(({ facts }) => facts),
  };
}

/** What changes are about. */
export const smallRows: Rows = {
  organisations: [organisation("5PP", "PCT", "Cambridgeshire", {})],
  facts: [],
};

export function changeOf(number: number): Change {
  const code = `change-${number}`;
  const said = { validFrom: "2011-04-01", validTo: "2013-03-31", source: "TEST", note: "x".repeat(150) };
  return {
    number,
    record: JSON.stringify({ number, before: null, after: { code, text: "y".repeat(1_800) } }),
    organisations: [organisation(code, "PRACTICE", code, said)],
    facts: [1, 2].map((each) => fact(`${code}-${each}`, code, "5PP", "MEMBERSHIP", said)),
  };
}
