import { parserWrapper } from "@neo4j-cypher/language-support";
import { payloadLabels, relationshipTypes } from "../src/graph/statements/stored.ts";
import { kindNames } from "../src/model/kinds.ts";
import { exportedStatements, type NamedText, plannedStatements } from "./cypher-statements.ts";
import { columnsReturned, columnsTaken } from "./row-columns.ts";

/**
 * Lints every Cypher text: syntax, unknown labels and relationship types, undeclared parameters, and columns that its
 * reader takes and its RETURN lacks. The linter's semantic
 * pass is left out: it takes seconds a statement, and the contract suite runs the statements on a real Neo4j.
 */

const known = new Set<string>([
  ...[
    "Organisation",
    "FormerDescription",
    "Source",
    "Dataset",
    "PathfinderCount",
    "FORMERLY",
    "AccessToken",
    "AuditRecord",
    "Edition",
    "EditionPart",
  ],
  ...Object.values(kindNames),
  ...Object.values(payloadLabels),
  ...Object.values(relationshipTypes),
]);
/** What statements that do not bring their parameters may take. */
const parameterNames = {
  ...{ first: 0, last: 0, instants: 0 },
  ...{
    asOf: 0,
    knownAt: 0,
    atRevision: 0,
    revisions: 0,
    since: 0,
    parents: 0,
    codes: 0,
    names: 0,
    within: 0,
    queries: 0,
    limit: 0,
    hops: 0,
  },
  ...{ types: 0, ends: 0, self: 0, size1: 0, size2: 0, size3: 0, size4: 0 },
  ...{ from: 0, to: 0, kinds: 0, groupKinds: 0, organisationKinds: 0, size: 0, start: 0 },
  ...{ record: 0, revision: 0, sequence: 0, hash: 0, after: 0, before: 0 },
  ...{ factIds: 0, key: 0, who: 0, action: 0, organisation: 0 },
  ...{ rows: 0, recordedAt: 0, properties: 0, source: 0, sources: 0, editions: 0, stillBelieved: 0 },
  ...{ first: 0, last: 0, instants: 0 },
  ...{ id: 0, token: 0, secretHash: 0, revokedAt: 0, revokedBy: 0 },
};

function faultsIn({ name, cypher, row, params = parameterNames }: NamedText): string[] {
  const returned = columnsReturned(cypher);
  const missing = row ? columnsTaken(row).filter((column) => !returned.includes(column)) : [];
  const unread = missing.map((column) => `${name} reads "${column}", which its RETURN lacks`);
  return [...unread, ...textFaultsIn(name, cypher, params)];
}

function textFaultsIn(name: string, cypher: string, params: object): string[] {
  return parserWrapper.parse(cypher).statementsParsing.flatMap((parsed) => {
    const labels = parsed.collectedLabelOrRelTypes.filter(({ labelText }) => !known.has(labelText));
    const undeclared = parsed.collectedParameters.filter((parameter) => !(parameter.name in params));
    return [
      ...parsed.syntaxErrors.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`),
      ...labels.map(({ labelText, line }) => `line ${line}: there is no label or type ${labelText}`),
      ...undeclared.map((parameter) => `line ${parameter.line}: $${parameter.name} is not declared`),
    ].map((fault) => `${name}, ${fault}`);
  });
}

const texts = new Map(
  [...(await exportedStatements()), ...plannedStatements()].map((text) => [text.cypher, text] as const),
);
const faults = [...texts.values()].flatMap(faultsIn);
if (texts.size === 0) faults.push("No statement was found in src/graph/statements: expected some.");
for (const fault of faults) console.error(fault);
console.log(`Cypher: ${texts.size} statements linted, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
