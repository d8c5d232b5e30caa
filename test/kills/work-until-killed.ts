// Run by kill.ts, which kills it: does one kind of work, again and again, in the graph of the settings.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { restoreBackup } from "../../src/backup/restore.ts";
import { seedGraph } from "../../src/demonstration/seed-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { importOds } from "../../src/import/ods/import-ods.ts";
import { parseDate } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { registerOrganisation } from "../../src/resolvers/curation/change-organisations.ts";
import { recordFact } from "../../src/resolvers/curation/record-facts.ts";
import { openGraph } from "../../src/server/open-graph.ts";
import { readSettings } from "../../src/server/settings.ts";
import { curator } from "../callers.ts";
import { change } from "../contract/curated-graph.ts";
import { type Announcement, stateIn, stateOf } from "./announcements.ts";
import { sayLine } from "./say-line.ts";

const [kind = "", material = ""] = process.argv.slice(2);
const by = { who: "killed", requestId: null };
const open = () =>
  openGraph(
    { graph: readSettings(process.env).graph, statementTimeLimitMs: 30_000 },
    { onCarriedForward: () => {} },
  );
let writes = 0;

/** A month of its own for each edition, from that of 10.csv on. */
function monthOf(edition: string): string {
  const months = Number.parseInt(edition, 10) - 10;
  return `${2010 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

const works: Record<string, () => Promise<void>> = {
  async record() {
    await curate(announcing(await open()));
  },
  async import() {
    const graph = announcing(await open());
    for (const edition of readdirSync(material)) {
      const practices = join(material, edition);
      const { outcome } = await importOds(graph, { practices, published: monthOf(edition), by });
      if (outcome === "refused") throw new Error(`${edition} was refused`);
    }
  },
  async restore() {
    const graph = announcing(await open());
    for (;;) await restoreBackup(graph, { file: material, replace: true, by });
  },
  async seed() {
    await seedGraph(announcing(await open()), { factsOnly: true, by });
  },
  async checkpoint() {
    for (;;) {
      const graph = await open();
      await curate(announcing(graph), 3);
      const state = await stateOf(graph);
      const number = ++writes;
      announce({ stage: "begun", what: "checkpoint", number, state });
      await graph.close();
      announce({ stage: "acknowledged", what: "checkpoint", number, state });
    }
  },
};

const announce = (announcement: Announcement) => sayLine(announcement);

function announcing(graph: Graph): Graph {
  return {
    engine: graph.engine,
    read: (...asked) => graph.read(...asked),
    ask: (...asked) => graph.ask(...asked),
    findByText: (...asked) => graph.findByText(...asked),
    checkHealth: () => graph.checkHealth(),
    close: () => graph.close(),
    async write(work, options) {
      const number = ++writes;
      let state: string | null = null;
      const answer = await graph.write(async (transaction) => {
        announce({ stage: "begun", what: "write", number, state: null });
        const answer = await work(transaction);
        state = await stateIn(transaction.run);
        announce({ stage: "committing", what: "write", number, state });
        return answer;
      }, options);
      announce({ stage: "acknowledged", what: "write", number, state });
      return answer;
    },
  };
}

/** Registers practices, and then a membership of each, as curators do. */
async function curate(graph: Graph, practices = Number.POSITIVE_INFINITY): Promise<void> {
  const context = createContext({
    graph,
    caller: curator,
    requestId: "killed",
    defaultAsOf: parseDate("2011-04-01"),
  });
  for (let at = 0; at < practices; at++) {
    // Unlike that of any process before this one.
    const code = `killed-${process.pid}-${writes}`;
    const validFrom = parseDate("2011-04-01");
    await registerOrganisation(context, { ...change, kind: "PRACTICE", code, name: code });
    const claim = { member: code, group: "hunts-health", status: "SHADOW", validFrom };
    const outcome = await recordFact(context, "MEMBERSHIP", { ...change, ...claim });
    if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  }
}

const work = works[kind];
if (work === undefined)
  throw new Error(`${kind} is no work: expected one of ${Object.keys(works).join(", ")}.`);
await work();
// Whoever was to kill it was too slow: it is killed at rest, or at last ends by itself.
await wait(60_000);
process.exit(1);
