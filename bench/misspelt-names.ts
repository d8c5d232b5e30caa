import { parseArgs } from "node:util";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";
import { datasetProperties } from "../src/graph/statements/dataset.ts";
import { parseDate } from "../src/model/dates.ts";
import { wordsIn } from "../src/model/words.ts";
import { createContext } from "../src/resolvers/context.ts";
import { KnownWords } from "../src/resolvers/known-words.ts";
import { reconcile } from "../src/resolvers/reconciliation/reconcile.ts";
import { search } from "../src/resolvers/search.ts";
import { spreadOf } from "./statistics.ts";

/**
 * How often a name that one body alone bears is found although it is misspelt: a letter missing, doubled or swapped with
 * its neighbour. Half of the names, by their codes, are the ones to build with; the other half was to be looked at at the end.
 * Run on a graph's file that nobody has open, which is not written to:
 *   npx tsx bench/misspelt-names.ts --graph data/commissioning.grafeo [--half build|held-back] [--names 550]
 *     [--as-of 2011-04-01] [--against folder of an earlier version]
 */
const { values } = parseArgs({
  options: {
    graph: { type: "string" },
    half: { type: "string", default: "build" },
    names: { type: "string", default: "550" },
    "as-of": { type: "string", default: "2011-04-01" },
    against: { type: "string" },
  },
});
const asOf = parseDate(values["as-of"]);

interface Named {
  readonly code: string;
  readonly name: string;
  readonly postcode: string | null;
}

const edits = {
  missing: (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
  doubled: (word: string, at: number) => word.slice(0, at + 1) + word.slice(at),
  swapped: (word: string, at: number) =>
    word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2),
} as const;
type Edit = keyof typeof edits;

/** A number from a text, the same for ever: FNV-1a. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  // Its low bits follow the last letter.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
}

/** The name with one slip in one of its words that count; null where it has none to make one in. */
function misspelt({ code, name }: Named, edit: Edit): { text: string; word: string } | null {
  const words = name.match(/[A-Za-z]{3,}/g)?.filter((word) => wordsIn(word).length > 0) ?? [];
  const word = words[numberOf(`${edit} word ${code}`) % words.length];
  if (word === undefined) return null;
  const places = Array.from(word, (_, at) => at).filter(
    (at) => edit !== "swapped" || (at + 1 < word.length && word[at] !== word[at + 1]),
  );
  const at = places[numberOf(`${edit} letter ${code}`) % places.length];
  return at === undefined ? null : { text: name.replace(word, edits[edit](word, at)), word };
}

async function namesOf(graph: Graph, kind: "PCT" | "PRACTICE"): Promise<readonly Named[]> {
  const rows = await graph.read(
    {
      name: "bench names",
      cypher:
        "MATCH (o:Organisation {kind: $kind}) WHERE o.opened <= $asOf AND $asOf <= o.closed RETURN o.code AS code, o.name AS name, o.postcode AS postcode ORDER BY code",
      row: (raw): Named => ({
        code: String(raw.code),
        name: String(raw.name),
        postcode: (raw.postcode ?? null) as string | null,
      }),
    },
    { kind, asOf },
  );
  const key = ({ name }: Named) => [...new Set(wordsIn(name))].sort().join(" ");
  const bearers = new Map<string, number>();
  for (const row of rows) bearers.set(key(row), (bearers.get(key(row)) ?? 0) + 1);
  return rows.filter((row) => bearers.get(key(row)) === 1);
}

/** As many as are wanted, spread over all codes. */
function sampleOf(names: readonly Named[]): readonly Named[] {
  const half = names.filter(({ code }) => (numberOf(code) % 2 === 0) === (values.half === "build"));
  return half
    .toSorted((a, b) => numberOf(`order ${a.code}`) - numberOf(`order ${b.code}`))
    .slice(0, Number(values.names));
}

const share = (part: number, of: number) => (of === 0 ? "-" : `${((100 * part) / of).toFixed(1)} %`);

if (!values.graph)
  throw new Error("Expected --graph with the file of a graph, such as data/commissioning.grafeo");
const graph = await openEmbeddedGraph({ file: values.graph, timeLimitMs: 60_000, readOnly: true });
const [dataset] = await graph.read(datasetProperties, {});
const knownWords = new KnownWords();
const caller = { name: "bench", role: "reader", advice: "" } as const;
const asking = () => ({
  ...{ graph, caller, requestId: "bench", defaultAsOf: asOf, knownWords },
  ...{ revision: dataset?.revision ?? 0, ...(dataset?.recordedAt && { now: dataset.recordedAt }) },
});

async function measure(kind: "PCT" | "PRACTICE") {
  const names = sampleOf(await namesOf(graph, kind));
  for (const edit of Object.keys(edits) as Edit[]) {
    const tally = { tried: 0, first: 0, long: 0, longFirst: 0, right: 0, wrong: 0 };
    for (const one of names) {
      const slip = misspelt(one, edit);
      if (!slip) continue;
      const [hit] = await search(createContext(asking()), { text: slip.text, kinds: [kind], first: 1 });
      const found = hit?.organisation.code === one.code;
      const given = one.postcode === null ? [] : [["postcode", [one.postcode]] as const];
      const query = { text: slip.text, kinds: [kind], limit: 3, asOf: null, given: new Map(given) };
      const [candidates = []] = await reconcile(createContext(asking()), [query], {});
      const match = candidates.find((candidate) => candidate.match);
      tally.tried++;
      tally.first += Number(found);
      tally.long += Number(slip.word.length >= 5);
      tally.longFirst += Number(found && slip.word.length >= 5);
      tally.right += Number(match?.organisation.code === one.code);
      tally.wrong += Number(match !== undefined && match.organisation.code !== one.code);
    }
    const { tried, first, long, longFirst, right, wrong } = tally;
    console.log(
      `| ${kind} | ${edit} | ${tried} | ${share(first, tried)} | ${share(longFirst, long)} | ${share(right, tried)} | ${wrong} |`,
    );
  }
  return names;
}

console.log(`Half: ${values.half}. ${asOf}.\n`);
console.log(
  "| kind | letter | tried | first | first, words of 5 letters and more | matched with postcode | matched wrongly |",
);
console.log("|---|---|--:|--:|--:|--:|--:|");
await measure("PCT");
const practices = await measure("PRACTICE");

/** Names without a slip, one after the other, by turns with an earlier version of the product where one is given. */
if (values.against) {
  const load = (file: string) => import(new URL(`src/resolvers/${file}`, `file://${values.against}/`).href);
  const [earlier, contexts] = [await load("search.ts"), await load("context.ts")];
  const times: Record<"now" | "earlier", number[]> = { now: [], earlier: [] };
  for (const { name: text } of [...practices.slice(0, 50), ...practices.slice(0, 200)]) {
    for (const [side, ask, make] of [
      ["now", search, createContext],
      ["earlier", earlier.search, contexts.createContext],
    ] as const) {
      const began = performance.now();
      await ask(make(asking()), { text });
      times[side].push(performance.now() - began);
    }
  }
  const [now, before] = [spreadOf(times.now.slice(50)).median, spreadOf(times.earlier.slice(50)).median];
  console.log(
    `\nA name without a slip: ${now.toFixed(2)} ms, in the earlier version ${before.toFixed(2)} ms (${(now / before).toFixed(2)} times).`,
  );
}
await graph.close();
