import { changeKinds } from "../../../src/model/change.ts";
import { organisationKinds } from "../../../src/model/kinds.ts";
import { publishedMeasures } from "../../../src/model/published-figure.ts";
import { idOf } from "../asking.ts";
import type { Question } from "./questions.ts";

/** Each argument that is not one of a list, with values that change the answer. */

const clocks = { asOf: "2011-01-01", knownAt: "2011-02-20T00:00:00Z" };
const both = `asOf: "${clocks.asOf}", knownAt: "${clocks.knownAt}"`;
const at = (field: string, given: string, selection: string): Question[] => [
  { text: `{ ${field}(${given}) ${selection} }` },
  { text: `{ ${field}(${given}, ${both}) ${selection} }` },
  { text: `{ ${field}(${given}, atRevision: 2) ${selection} }` },
];
const named = "{ __typename code name asOf }";
const on = (type: string, code: string, selection: string): Question => ({
  text: `{ organisation(code: "${code}") { __typename ... on ${type} { ${selection} } } }`,
});
const membersOf = (type: string, code: string) =>
  on(
    type,
    code,
    `one: members(kind: PRACTICE, first: 100) { nodes ${named} totalCount } four: members(depth: 4, first: 100) { nodes ${named} totalCount }`,
  );

const twoDays = `fromAsOf: "2010-10-01", toAsOf: "2011-10-01"`;
const crosswalks = [
  ...["PRACTICE", "CONSORTIUM", "PCT", "CLUSTER", "SHA"].map((kind) => `from: ${kind}, to: PCT, ${twoDays}`),
  `from: PCT, to: CONSORTIUM, ${twoDays}, within: "PC100"`,
  `from: PCT, to: CONSORTIUM, ${twoDays}, first: 1, offset: 1`,
  `from: PCT, to: CONSORTIUM, ${twoDays}, knownAt: "2011-02-20T00:00:00Z"`,
  `from: PCT, to: CONSORTIUM, ${twoDays}, atRevision: 2`,
];

export const everyArgument: readonly Question[] = [
  ...[idOf("pct-now"), idOf("PC100"), idOf("PC100", clocks)].map((id) => ({
    text: `{ node(id: "${id}") { __typename id ... on PCT { name asOf knownAt } } }`,
  })),
  { text: `{ nodes(ids: ["${idOf("PC101")}", "none"]) { __typename id ... on PCT { name asOf } } }` },
  ...at(
    "organisation",
    `code: "PC100"`,
    `{ __typename code name asOf history(first: 3, offset: 1) { __typename factId } }`,
  ),
  ...organisationKinds.flatMap((kind) => {
    const code = kind.toLowerCase().replace("_", "-");
    const field = code.replace(/-p/, "P");
    return [
      ...at(
        field,
        `code: "${code}-now"`,
        `{ __typename code name asOf knownAt history(first: 2, offset: 1) { __typename factId } }`,
      ),
      // When each was heard of.
      {
        text: `{ ${field}(code: "${code}-now", knownAt: "2011-04-12T12:00:00Z") { __typename code knownAt } }`,
      },
    ];
  }),
  // Known by then, so that there is a view that says so.
  ...organisationKinds.map((kind) => ({
    text: `{ organisation(code: "${kind.toLowerCase().replace("_", "-")}-now", knownAt: "2011-04-12T12:00:00Z") { __typename knownAt } }`,
  })),
  ...at(
    "delegationSummary",
    `within: "SH100", financialYear: "2011/12"`,
    "{ pcts delegatedGbp budgetGbp practicesOutside }",
  ),
  ...at(
    "conflicts",
    `within: "PC100", rules: ["two-consortia", "outside-lifetime"]`,
    "{ rule subject { __typename code } message }",
  ),
  ...at("conflicts", "first: 2, offset: 1", "{ rule subject { __typename code } message }"),
  ...at("practiceCounts", "groupBy: PCT, first: 1, offset: 1", `{ group ${named} practices patients }`),
  ...at("publishedFigures", `source: "A1"`, "{ measure value on reckoned }"),
  ...['about: "SH100"', ...Object.keys(publishedMeasures).map((measure) => `measure: ${measure}`)].map(
    (given) => ({
      text: `{ publishedFigures(${given}) { measure value on fact reckoned } }`,
    }),
  ),
  ...crosswalks.map((given) => ({
    text: `{ crosswalk(${given}) { from ${named} to ${named} practices patients shareOfFrom shareOfTo } }`,
  })),
  ...organisationKinds.flatMap((kind) => [
    ...at(
      "practiceCounts",
      `groupBy: ${kind}, where: { listSize: { gt: 0 } }`,
      `{ group ${named} practices patients }`,
    ),
    ...at(
      "search",
      `text: "park", kinds: [${kind}], anyDay: true, first: 3`,
      "{ score organisation { __typename code kind } }",
    ),
    {
      text: `{ changes(from: "2010-10-01", to: "2011-10-01", first: 100, organisationKind: ${kind}) { totalCount nodes { kind organisation { __typename code kind } } } }`,
    },
    {
      text: `{ changes(from: "2010-10-01", to: "2011-10-01", first: 100, groupKind: ${kind}, knownAt: "2011-02-20T00:00:00Z") { totalCount nodes { kind organisation { __typename code kind } } } }`,
    },
    {
      text: `{ organisation(code: "sha-now") { __typename members(kind: ${kind}, depth: 3) { nodes ${named} } } }`,
    },
  ]),
  ...[true, false].map((inBetween) => ({
    text: `{ changes(from: "2000-01-01", to: "2014-01-01", first: 200, inBetween: ${inBetween}) { totalCount nodes { kind on inBetween organisation { __typename code } } } }`,
  })),
  ...changeKinds.map((kind) => ({
    text: `{ changes(from: "2010-10-01", to: "2011-10-01", within: "PC100", kinds: [${kind}]) { totalCount nodes { kind organisation { __typename code } } } }`,
  })),
  ...["MEMBERSHIP", "DELEGATION", "SUPPORT", "SUCCESSION"].flatMap((kind) =>
    at(
      "paths",
      `from: "PC100", to: "SH100", via: [${kind}, MEMBERSHIP], maxLength: 3`,
      "{ organisations { __typename code } facts { __typename factId kind } }",
    ),
  ),
  // On a day that no source tells of.
  {
    text: `{ practices(asOf: "2013-01-15", where: { standing: { in: [NOT_COVERED] } }) { totalCount nodes { standing } } dataset { engine coverage { matter organisations groups from to source { code } } } }`,
  },
  { text: `{ delegationSummary(asOf: "2013-01-15") { practicesNotCovered patientsNotCovered } }` },
  on("Practice", "practice-now", "listSizes { listSize listSizeOn source { code } confidence }"),
  ...[`from: "2011-01-02"`, `to: "2011-01-01"`, `from: "2010-01-01", to: "2010-12-31"`].map((days) =>
    on("Practice", "practice-now", `listSizes(${days}) { listSize }`),
  ),
  membersOf("Practice", "practice-now"),
  membersOf("Consortium", "consortium-now"),
  membersOf("PCT", "PC100"),
  membersOf("Cluster", "cluster-1"),
  membersOf("SHA", "SH100"),
  membersOf("SupportProvider", "support-provider-now"),
  on(
    "Consortium",
    "consortium-now",
    "managementAllowance(perPatientLow: 1.5, perPatientHigh: 25) { lowGbp highGbp }",
  ),
  ...["2010/11", "2011/12"].flatMap((year) => [
    on("Cluster", "cluster-now", `budget(financialYear: "${year}") { amountGbp }`),
    on(
      "PCT",
      "pct-now",
      `budget(financialYear: "${year}") { amountGbp } delegatedShare(financialYear: "${year}") restsOn(financialYear: "${year}") { confidence facts }`,
    ),
    on("SHA", "SH100", `pctsBelowMinimum(financialYear: "${year}") { code }`),
  ]),
];
