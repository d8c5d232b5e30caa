import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { randomFor } from "../../src/demonstration/synthetic/random.ts";
import { weighDamage } from "./damage.ts";
import { weighFullDisk, weighGrowth, weighReaders, weighSpeed } from "./disk-and-readers.ts";
import { weighKills } from "./kills.ts";
import { type StoreName, storeNames } from "./stores.ts";

/** Weighs the embedded engine against other stores: see docs/decisions/0031-embedded-engine-weighed-again.md. */

const weighings = {
  kills: (store, folder, seed) => weighKills(store, folder, randomFor(`kills ${seed}`), 50),
  damage: (store, folder, seed) => weighDamage(store, folder, randomFor(`damage ${seed}`), 30),
  disk: (store, folder) => weighFullDisk(store, folder),
  readers: (store, folder) => weighReaders(store, folder),
  growth: (store, folder) => weighGrowth(store, folder, 2_000),
  speed: (store, folder) => weighSpeed(store, folder, 1),
  speed10: (store, folder) => weighSpeed(store, folder, 10),
} as const satisfies Record<string, (store: StoreName, folder: string, seed: string) => Promise<object>>;
type Weighing = keyof typeof weighings;

interface Options {
  readonly only: readonly Weighing[];
  readonly stores: readonly StoreName[];
  readonly seed: string;
}

const results = new URL("../part/engines.json", import.meta.url);

async function main({ only, stores, seed }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-engines-"));
  try {
    for (const weighing of only) {
      for (const store of stores) {
        const found = await weighings[weighing](store, join(folder, `${weighing}-${store}`), seed);
        console.log(`${weighing} ${store} ${JSON.stringify(found)}`);
        record(weighing, store, found);
        rmSync(join(folder, `${weighing}-${store}`), { recursive: true, force: true });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside what was found earlier, so that a weighing can be repeated alone. */
function record(weighing: Weighing, store: StoreName, found: object): void {
  mkdirSync(new URL(".", results), { recursive: true });
  const earlier = existsSync(results)
    ? (JSON.parse(readFileSync(results, "utf8")) as Record<string, Record<string, object>>)
    : {};
  const all = { ...earlier, [weighing]: { ...earlier[weighing], [store]: found } };
  writeFileSync(results, `${JSON.stringify(all, null, 1)}\n`);
}

const names = Object.keys(weighings) as Weighing[];
await new Command("bench/engines")
  .description(
    "Weighs the embedded engine against other stores. `disk` and `readers` mount a small disk, as root.",
  )
  .addOption(new Option("--only <weighings...>", "some of them alone").choices(names).default(names))
  .addOption(new Option("--stores <stores...>", "some of them alone").choices(storeNames).default(storeNames))
  .option("--seed <seed>", "of the moments and places", "1")
  .action(main)
  .parseAsync();
