import { type Results, ratiosOf } from "./results.ts";

const works = ["a", "b", "c", "d", "e", "f1", "f2", "g1", "g2", "h"];

const printed = (times: number): string => times.toFixed(times < 10 ? 1 : 0);

/** A run's ratio of that id; undefined where it was not measured. */
const ratioOf = (results: Results, id: string): number | undefined =>
  ratiosOf(results).find((each) => each.id === id)?.value;

const againstPeer = (work: string, contender: string): string => `${work} over HTTP peer/${contender} at 1`;

/** The table that docs/speed.md shows: a run's ratios over HTTP at one England. */
export function claims(results: Results): string {
  const times = (id: string): string => {
    const ratio = ratioOf(results, id);
    return ratio === undefined ? "" : printed(ratio);
  };
  const rows = works.map((work) => {
    const name = results.measured.find((each) => each.work === work)?.name ?? work;
    const peer = (contender: string) => times(againstPeer(work, contender));
    return `| ${name} | ${peer("neo4j")} | ${peer("replica")} | ${times(`${work} over HTTP embedded/plain`)} |`;
  });
  const load = (title: string) => times(`i requests a second, ${title}, against the peer`);
  return [
    "| over HTTP | Neo4j: times as fast as `@neo4j/graphql` | the same with a snapshot | embedded: times as long as plain objects |",
    "|---|--:|--:|--:|",
    ...rows,
    `| 64 clients at once: requests a second | ${load("this server, Neo4j")} | ${load("this server, Neo4j with a snapshot")} | |`,
  ].join("\n");
}

/** The sentence of README.md: the least and the most of the table's first two columns. */
export function claimInShort(results: Results): string {
  const range = (contender: string): string => {
    const ratios = works.flatMap((work) => ratioOf(results, againstPeer(work, contender)) ?? []);
    return `${printed(Math.min(...ratios))} to ${printed(Math.max(...ratios))} times`;
  };
  return (
    `Over HTTP, on the same Neo4j, it answers ${range("neo4j")} as fast as \`@neo4j/graphql\`, ` +
    `and ${range("replica")} with a copy of the graph in its own memory`
  );
}
