import type { Change, Contents, Rows } from "./rows.ts";

export interface OpenOptions {
  readonly readOnly?: boolean;
  /** Open in spite of a damaged log, where the store can. */
  readonly salvage?: boolean;
}

/** What the weighing asks of a store, as the product would use it. Whoever opens one closes it. */
export interface Store {
  /** All rows in one transaction. */
  load(rows: Rows): Promise<void>;
  /** One transaction, acknowledged when this resolves. */
  append(change: Change): Promise<void>;
  contents(): Promise<Contents>;
  /** The name of one organisation. */
  point(code: string): Promise<string | null>;
  /** How many there are two links below: a cluster's PCTs' members. */
  nested(code: string): Promise<number>;
  close(): Promise<void>;
}

export interface StoreKind {
  readonly title: string;
  open(file: string, options?: OpenOptions): Promise<Store>;
  /** What a killed process leaves behind that keeps the next one out, where there is such a thing. */
  lockOf?(file: string): string;
}

export const sorted = <Row>(rows: readonly Row[], key: (row: Row) => string | number): Row[] =>
  [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
