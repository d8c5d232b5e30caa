import { idOf } from "../asking.ts";
import { oneFact, paper } from "./small-world.ts";
/** One question: a document, the values of its variables, and the type whose every field its fragment `whole` asks for. */
export interface Question {
  readonly text: string;
  readonly whole?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const now = (type: string, code: string): Question => ({
  whole: type,
  text: `{ organisation(code: "${code}") { __typename ... on ${type} { ...whole } } }`,
});

/** The lists of all organisations of a kind, by their fields in Query. */
export const organisationLists = {
  practices: "Practice",
  consortia: "Consortium",
  pcts: "PCT",
  clusters: "Cluster",
  shas: "SHA",
  supportProviders: "SupportProvider",
} as const;

/** Every field of every organisation of a kind, and of every fact about it. */
export const everything = Object.entries(organisationLists).map(([list, entity]) => ({
  list,
  entity,
  organisations: { whole: entity, text: `{ ${list}(first: 100) { nodes { ...whole } } }` },
  facts: { whole: "Fact", text: `{ ${list}(first: 100) { nodes { history { ...whole } } } }` },
}));

/** Where every field of each other type can be seen. */
export const everyType: readonly Question[] = [
  now("Practice", "practice-now"),
  now("Practice", "practice-before"),
  now("Consortium", "consortium-now"),
  now("PCT", "pct-now"),
  now("Cluster", "cluster-now"),
  now("SHA", "sha-now"),
  now("SupportProvider", "support-provider-now"),
  ...Object.entries({ ...organisationLists, delegations: "Delegation" }).map(([list, type]) => ({
    whole: `${type}Connection`,
    text: `{ ${list}(first: 3) { ...whole } }`,
  })),
  { whole: "Organisation", text: `{ organisation(code: "pct-now") { ...whole } }` },
  { whole: "Node", text: `query ($id: ID = "${idOf("pct-now")}") { node(id: $id) { ...whole } }` },
  ...["pct-now", "practice-before", "practice-now", "consortium-now"].map((code) => ({
    whole: "Fact",
    text: `{ organisation(code: "${code}") { __typename history { ...whole } } }`,
  })),
  { whole: "Fact", text: `{ fact(factId: "${oneFact}") { ...whole } }` },
  { whole: "Source", text: `{ source(code: "${paper.code}") { ...whole } }` },
  { whole: "Source", text: `{ organisation(code: "pct-now") { __typename source { ...whole } } }` },
  {
    whole: "OrganisationConnection",
    text: `{ organisation(code: "pct-now") { __typename members { ...whole } } }`,
  },
  { whole: "DelegationSummary", text: "{ delegationSummary { ...whole } }" },
  { whole: "DelegationSummary", text: `{ delegationSummary(within: "pct-now") { ...whole } }` },
  { whole: "PublishedFigure", text: "{ publishedFigures { ...whole } }" },
  {
    whole: "CrosswalkRow",
    text: `{ crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "2010-10-01", toAsOf: "2011-10-01") { ...whole } }`,
  },
  { whole: "PracticeCount", text: "{ practiceCounts(groupBy: PCT) { ...whole } }" },
  {
    whole: "Path",
    text: `{ paths(from: "practice-now", to: "support-provider-now") { ...whole } }`,
  },
  { whole: "SearchHit", text: `{ search(text: "park") { ...whole } }` },
  { whole: "SearchHit", text: `{ search(text: "between two names") { ...whole } }` },
  // As somebody was called by mistake.
  { whole: "SearchHit", text: `{ search(text: "élan vale", first: 100) { ...whole } }` },
  { whole: "Conflict", text: "{ conflicts { ...whole } }" },
  { whole: "ConflictRule", text: "{ conflictRules { ...whole } }" },
  { whole: "Dataset", text: "{ dataset { ...whole } }" },
  ...[
    ["2010-01-01", "2011-04-01"],
    ["2011-04-01", "2013-12-31"],
    ["2010-10-01", "2011-10-01"],
    ["2009-04-01", "2010-06-01"],
  ].map(([from, to]) => ({
    whole: "ChangeConnection",
    text: `{ changes(from: "${from}", to: "${to}", first: 1000) { ...whole } }`,
  })),
];
