import { readdirSync } from "node:fs";
import { tables } from "../src/export/tables.ts";
import { print } from "../src/graph/cypher/print.ts";
import type { Statement } from "../src/graph/graph.ts";
import { exportScopes } from "../src/graph/statements/export.ts";
import { changeKinds } from "../src/model/change.ts";
import { ruleNames } from "../src/model/conflict.ts";
import type { IsoDate } from "../src/model/dates.ts";
import { factKinds } from "../src/model/facts.ts";
import {
  filterEntities,
  type ListedEntity,
  type OrganisationEntity,
  organisationEntities,
} from "../src/model/filters.ts";
import { organisationKinds } from "../src/model/kinds.ts";
import { linkFrom, links, ownGroups as ownGroupSteps } from "../src/model/links.ts";
import { type ChangeScope, changeParts } from "../src/query/changes.ts";
import {
  everything,
  type ListQuestion,
  type OwnGroupKind,
  planChangeCounts,
  planChanged,
  planDelegations,
  planOrganisations,
  planOwnGroups,
  planPracticeCounts,
} from "../src/query/plan.ts";

/** A Cypher text that the program can run, with the parameters that it runs with where they are known. */
export interface NamedText {
  readonly name: string;
  readonly cypher: string;
  /** Its reader; none where nothing is read. */
  readonly row?: AnyStatement["row"];
  readonly params?: object;
}

type AnyStatement = Statement<object, unknown>;
interface BoundStatement {
  readonly statement: AnyStatement;
  readonly params: object;
}

const folder = new URL("../src/graph/statements/", import.meta.url);
const organisations = organisationEntities;
const listed: readonly ListedEntity[] = [...organisations, "Delegation"];
const areas = ["SHA", "Cluster", "PCT", "Consortium", "Practice", null] as const;

/** What came and went in between is looked for beside all else. */
const changeScopes = changeParts.flatMap((part) =>
  [true, false].map((within): ChangeScope => ({ among: [part], within, inBetween: true })),
);

/** What each exported function that makes statements is called with. */
const families: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  delegatedBudget: ["Practice", "Consortium", "PCT", "Cluster", "SHA"].map((entity) => [entity]),
  linkedOrganisations: linksAmong(organisations.slice(0, 6)).map((link) => [link]),
  linksAbove: [[1], [2], [3], [4]],
  pctsInArea: areas.map((area) => [area]),
  exportedCodes: exportScopes.map((scope) => [scope]),
  exportedDescriptions: exportScopes.map((scope) => [scope]),
  exportedFacts: exportScopes.flatMap((scope) => tables.map(({ kinds }) => [kinds ?? factKinds, scope])),
  conflictStatement: ruleNames.flatMap((rule) => areas.map((area) => [rule, area])),
  factsBetween: [[["MEMBERSHIP"]], [["MEMBERSHIP", "SUPPORT"]]],
  neighboursOf: [[["MEMBERSHIP"]], [["MEMBERSHIP", "SUPPORT"]]],
  descriptionsBeside: organisations.map((entity) => [entity]),
  descriptionsOnNodes: organisations.map((entity) => [entity]),
  standingCounts: areas.map((area) => [area]),
  successionChain: [["successors"], ["predecessors"]],
  factsStartingAt: factKinds.map((kind) => [kind]),
  recordFacts: factKinds.map((kind) => [kind]),
  retractFacts: factKinds.map((kind) => [kind]),
  supersedeFacts: factKinds.map((kind) => [kind]),
  writeFactRevisions: factKinds.map((kind) => [kind]),
  recordOrganisations: organisationKinds.map((kind) => [kind]),
  along: [], // those that are made with it
};

/** A statement that makes an index or a constraint is a text alone. */
const schemaText = /^CREATE .* (FOR|REQUIRE) /s;

/** An exported function that answers a statement has its text; others make parts of statements, or read rows. */
const makesStatement = /\bcypher:|\balong\)?\(/;

/** Every statement that src/graph/statements exports, those of its functions, and the constraints. */
export async function exportedStatements(): Promise<NamedText[]> {
  const texts: NamedText[] = [];
  for (const file of readdirSync(folder)) {
    const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) texts.push(...statementsIn(name, value, file));
  }
  return texts;
}

function statementsIn(name: string, value: unknown, file: string): NamedText[] {
  if (isStatement(value)) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => statementsIn(name, item, file));
  if (typeof value === "string" && schemaText.test(value)) return [{ name, cypher: value }];
  if (typeof value !== "function" || !makesStatement.test(String(value))) return [];
  const family = families[name];
  if (!family)
    throw new Error(`${name} of ${file} makes statements: say in scripts/cypher-statements.ts of what.`);
  const make = value as (...args: readonly unknown[]) => AnyStatement;
  return family.map((args) => make(...args));
}

/** A statement with its own parameters; the clocks and the parents come at every read. */
function bound({ statement, params }: BoundStatement): NamedText {
  const { name, cypher, row } = statement;
  return { name, cypher, row, params: { ...everyRead, ...params } };
}
const everyRead = { asOf: "2011-04-01", knownAt: "2026-01-01T00:00:00Z", atRevision: 1, parents: [""] };

function isStatement(value: unknown): value is AnyStatement {
  return typeof value === "object" && value !== null && "cypher" in value && "row" in value;
}

function linksAmong(entities: readonly OrganisationEntity[]) {
  return entities.flatMap((from) => Object.keys(links[from]).flatMap((name) => linkFrom(from, name) ?? []));
}

/** Lists of every kind and along every link, and counts. Every field and operator is run by the contract suite, on both engines. */
export function plannedStatements(): NamedText[] {
  const lists = [...plainLists(), ...filteredLists()].map((asked) => bound(printedList(asked)));
  const counts = organisationKinds.flatMap((kind) =>
    [{}, { pct: { code: { eq: "5PP" } } }, { standing: { eq: "OUTSIDE" } }].map((where) =>
      bound(print(planPracticeCounts(kind, where))),
    ),
  );
  const ownGroups = [...Object.keys(ownGroupSteps), "PRACTICE"].map((kind) =>
    bound(print(planOwnGroups(kind as OwnGroupKind))),
  );
  const changes = changeScopes.flatMap((scope) => [
    bound(print(planChanged(scope, anyChange, { start: "", size: 2 }))),
    bound(print(planChangeCounts(scope, anyChange))),
  ]);
  return [...lists, ...counts, ...ownGroups, ...changes];
}

const anyChange = {
  ...{ from: "2010-10-01" as IsoDate, to: "2011-04-01" as IsoDate },
  ...{ kinds: changeKinds, organisationKinds, groupKinds: organisationKinds, codes: [] },
};

function printedList({ entity, ...asked }: ListQuestion): BoundStatement {
  return entity === "Delegation"
    ? print(planDelegations({ ...asked, entity }))
    : print(planOrganisations({ ...asked, entity }));
}

const page = { size: 2, backwards: false };
const list = (entity: ListedEntity, more: Partial<ListQuestion> = {}): ListQuestion => ({
  entity,
  link: null,
  parents: [everything],
  where: {},
  order: [],
  page,
  totals: false,
  ...more,
});

function plainLists(): ListQuestion[] {
  return [
    ...listed.map((entity) => list(entity, { page: undefined, totals: true })),
    ...organisations.map((entity) => list(entity)),
    ...linksAmong(organisations).map((link) => list(link.to, { link })),
  ];
}

/** A list of each kind by a text and a missing value, filtered by each link: the clauses that lists are made of. */
function filteredLists(): ListQuestion[] {
  return listed.flatMap((entity) => {
    const { one, many } = filterEntities[entity];
    return list(entity, {
      where: {
        OR: [{ confidence: { in: ["CONFIRMED"] } }, {}],
        NOT: Object.fromEntries(Object.keys(one).map((name) => [name, { code: { eq: "A" } }])),
        ...Object.fromEntries(Object.keys(many).map((name) => [name, { some: {}, none: {} }])),
      },
      order: [{ field: "confidence", descending: true }],
      page: { size: 2, backwards: true, before: [null, "A81001"] },
    });
  });
}
