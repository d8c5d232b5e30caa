import { existsSync, rmSync } from "node:fs";
import { grafeoKind } from "./grafeo.ts";
import { ladybug } from "./ladybug.ts";
import { sqlite, sqliteWasm } from "./sqlite.ts";
import type { StoreKind } from "./store.ts";

export const stores = {
  grafeo: grafeoKind("Grafeo"),
  "grafeo-checkpoints": grafeoKind("Grafeo, checkpoints at 1 MB of log", { walBytes: 2 ** 20 }),
  "grafeo-synced": grafeoKind("Grafeo, log synced at each change", { synced: true }),
  sqlite,
  "sqlite-wasm": sqliteWasm,
  ladybug,
} as const satisfies Record<string, StoreKind>;

/** Takes away what a killed process left, and answers whether there was anything. */
export function unlock(store: StoreName, file: string): boolean {
  const lock = (stores[store] as StoreKind).lockOf?.(file);
  if (lock === undefined || !existsSync(lock)) return false;
  rmSync(lock, { recursive: true });
  return true;
}

export type StoreName = keyof typeof stores;
export const storeNames = Object.keys(stores) as StoreName[];
