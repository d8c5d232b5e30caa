import { type Ratio, type Results, ratiosOf } from "./results.ts";

const works = ["a", "b", "c", "d", "e", "f1", "f2", "g1", "g2", "h"];

/** The table that README.md shows: a run's ratios over HTTP at one England. */
export function claims(results: Results): string {
  const ratios = ratiosOf(results);
  const times = (id: string): string => {
    const ratio: Ratio | undefined = ratios.find((each) => each.id === id);
    return ratio ? ratio.value.toFixed(ratio.value < 10 ? 1 : 0) : "";
  };
  const rows = works.map((work) => {
    const name = results.measured.find((each) => each.work === work)?.name ?? work;
    const peer = (contender: string) => times(`${work} over HTTP peer/${contender} at 1`);
    return `| ${name} | ${peer("neo4j")} | ${peer("replica")} | ${times(`${work} over HTTP embedded/plain`)} |`;
  });
  const load = (title: string) => times(`i requests a second, ${title}, against the peer`);
  return [
    "| over HTTP | Neo4j: times as fast as `@neo4j/graphql` | the same with a replica | embedded: times as long as plain objects |",
    "|---|--:|--:|--:|",
    ...rows,
    `| 64 clients at once: requests a second | ${load("this server, Neo4j")} | ${load("this server, Neo4j with a replica")} | |`,
  ].join("\n");
}
