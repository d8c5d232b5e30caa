import { complexityFromQuery } from "@pothos/plugin-complexity";
import { parse } from "graphql";
import { schema } from "../../src/schema/schema.ts";
import { aliasesIn } from "../../src/server/limits.ts";
import { readSettings } from "../../src/server/settings.ts";

const { limits } = readSettings({});

/** A kind of question, by the number of the alias: no two the same, so that each has to be worked out. */
type Kind = (n: number) => string;

const monthsOn = (n: number): string => new Date(Date.UTC(2010, 6, 1 + n)).toISOString().slice(0, 10);
const days = (n: number) => `from: "${monthsOn(n)}", to: "2012-04-01"`;
const values =
  "code name postcode opened closed listSize listSizeOn confidence standing note asOf hasDelegatedBudget";
const described = "id code name kind postcode opened closed confidence note asOf";
const above = ["pct", "cluster", "sha", "consortium"];
/** So often the same values under other names: what is shaped is what costs. */
const manyValues = (times: number): string =>
  Array.from({ length: times }, (_, time) =>
    values
      .split(" ")
      .map((field) => `a${time}${field}: ${field}`)
      .join(" "),
  ).join(" ");

export const kinds: Readonly<Record<string, Kind>> = {
  "changes, counted": (n) => `changes(${days(n)}, first: 1) { totalCount }`,
  "changes, listed": (n) => `changes(${days(n)}, first: 1000) { nodes { kind description } }`,
  conflicts: (n) => `conflicts(asOf: "${monthsOn(n)}") { message facts { factId } }`,
  paths: (n) => `paths(from: "X000001", to: "X00${7_000 + n}", maxLength: 10) { facts { factId } }`,
  search: (n) => `search(text: "practice surgery ${n}", first: 100) { score organisation { name } }`,
  delegationSummary: (n) => `delegationSummary(asOf: "${monthsOn(n)}") { pcts practicesOutside }`,
  practiceCounts: (n) =>
    `practiceCounts(groupBy: CONSORTIUM, asOf: "${monthsOn(n)}") { practices group { name } }`,
  crosswalk: (n) =>
    `crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "${monthsOn(n)}", toAsOf: "2012-04-01") { practices }`,
  "practices, sorted and counted": (n) =>
    `practices(asOf: "${monthsOn(n)}", first: 100, orderBy: [{field: NAME, direction: DESC}]) { totalCount nodes { code } }`,
  "practices, filtered": (n) =>
    `practices(asOf: "${monthsOn(n)}", first: 1, where: {pct: {practices: {some: {pct: {practices: {some: {name: {contains: "${n}"}}}}}}}}) { totalCount }`,
  orphanedPractices: (n) =>
    `orphanedPractices(asOf: "${monthsOn(n)}", first: 1000) { totalCount nodes { code suggestedConsortia { sharePct } } }`,
  history: (n) =>
    `pcts(asOf: "${monthsOn(n)}", first: 151) { nodes { history { factId note source { title } } } }`,
  "values of a long list": (n) =>
    `practices(asOf: "${monthsOn(n)}", first: 1000) { nodes { ${manyValues(7)} } }`,
  "values of long lists": (n) =>
    `practices(asOf: "${monthsOn(n)}", first: 1000) { nodes { ${values} ${above.map((link) => `${link} { ${described} }`).join(" ")} } }`,
  "lists in lists": (n) =>
    `shas(asOf: "${monthsOn(n)}") { nodes { pcts(first: 31) { nodes { practices(first: 60) { nodes { code name pct { code sha { code } } consortium { name } } } } } } }`,
};

/** As many of a kind as one request may ask for. */
export function heaviest(kind: Kind): string {
  let [fits, size] = ["", 1];
  for (; size <= limits.aliases; size++) {
    const question = `{ ${Array.from({ length: size }, (_, n) => `q${n}: ${kind(n)}`).join(" ")} }`;
    const document = parse(question);
    const { complexity, breadth } = complexityFromQuery(document, { schema, ctx: {} });
    const isOver =
      complexity > limits.complexity || breadth > limits.breadth || aliasesIn(document) > limits.aliases;
    if (isOver) break;
    fits = question;
  }
  return fits;
}
