import { createHash } from "node:crypto";
import { type Contents, changeOf, checksumOf } from "./rows.ts";
import type { Store } from "./store.ts";

/** What a store answers when it is asked for everything. */
export interface Examined {
  readonly digest: string;
  /** The number of the last change that is there. */
  readonly last: number;
  /** Changes before the last that are not there. */
  readonly missing: number;
  /** Changes of which a part is there. */
  readonly half: number;
  /** Rows that do not fit their own checksum. */
  readonly altered: number;
}

export async function examine(store: Store): Promise<Examined> {
  const contents = await store.contents();
  const numbers = new Set(contents.changes.map(({ number }) => Number(number)));
  const last = Math.max(0, ...numbers);
  return {
    digest: digestOf(contents),
    last,
    missing: last - numbers.size,
    half: halves(contents, numbers),
    altered: altered(contents),
  };
}

/** What a store holds that was loaded, and then changed so often. */
export function digestOf({ organisations, facts, changes }: Contents): string {
  const rows = [
    ...organisations.map(({ code, kind, name, body }) => [code, kind, name, body]),
    ...facts.map(({ factId, from, to, kind, body }) => [factId, from, to, kind, body]),
    ...changes.map(({ number, record }) => [Number(number), record]),
  ];
  const hash = createHash("sha256");
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}

function halves({ organisations, facts }: Contents, numbers: ReadonlySet<number>): number {
  const parts = new Map<number, number>();
  const part = (code: string) => {
    const [, number] = /^change-(\d+)/.exec(code) ?? [];
    if (number !== undefined) parts.set(Number(number), (parts.get(Number(number)) ?? 0) + 1);
  };
  for (const { code } of organisations) part(code);
  for (const { factId } of facts) part(factId);
  for (const number of numbers) parts.set(number, (parts.get(number) ?? 0) + 1);
  return [...parts.values()].filter((found) => found !== 4).length;
}

function altered({ organisations, facts, changes }: Contents): number {
  const rows = [
    ...organisations.map(
      ({ code, kind, name, body, checksum }) => [checksum, code, kind, name, body] as const,
    ),
    ...facts.map(
      ({ factId, from, to, kind, body, checksum }) => [checksum, factId, from, to, kind, body] as const,
    ),
  ];
  const wrong = rows.filter(([checksum, ...values]) => Number(checksum) !== checksumOf(...values)).length;
  return wrong + changes.filter(({ number, record }) => record !== changeOf(Number(number)).record).length;
}
