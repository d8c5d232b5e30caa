import neo4j, { type Plan } from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { exportedStatements, plannedStatements } from "../../scripts/cypher-statements.ts";
import { neo4jEngine } from "../engines.ts";

/**
 * What each statement's plan on Neo4j starts at. A look-up through an index, or along relationships from what was found,
 * costs what it returns; a scan or a Cartesian product costs what the graph holds, and has to have a reason here.
 */
const reasons: readonly (readonly [operator: RegExp, statement: RegExp, why: string])[] = [
  [/^CartesianProduct/, /^record /, "both ends of one fact, each found by its code"],
  [/^CartesianProduct/, /^facts by /, "both ends of one hop, each found by its code"],
  [/^CartesianProduct/, /^(list|practices by) /, "sets of codes, each of them one row"],
  [
    /^NodeByLabelScan any/,
    /^(list|practices by) /,
    "what settles a condition on a link: the few of its kind",
  ],
  [/^NodeByLabelScan o:/, /^list [A-Za-z]+$/, "a list of all of a kind"],
  [/^DirectedRelationshipTypeScan .*DELEGATES_TO/, /^list Delegation$/, "the list of all delegations"],
  [/^NodeByLabelScan/, /^(conflicts .*|standings|PCTs) in England$/, "all of England is asked for"],
  [/^NodeByLabelScan/, /^(practices|counts) by |^practices with their /, "all of a kind are counted"],
  [
    /^(NodeByLabelScan|DirectedRelationshipTypeScan)/,
    /to export|^what changed since a revision$/,
    "all is exported",
  ],
  [
    /^(NodeByLabelScan|DirectedRelationshipTypeScan)/,
    /^((former|other) )?names$|^names of areas$/,
    "the words of all names are learned, once a revision",
  ],
  [
    /^NodeByLabelScan/,
    /^(sources|all sources|pathfinder counts|access tokens|coverage)$/,
    "all of the few there are",
  ],
  [/^NodeByLabelScan [ep]:Edition/, /^held (parts of )?editions$/, "an import folds all editions"],
  [/^NodeByLabelScan/, /^revisions of a source$/, "once, when a graph is carried forward"],
  [
    /^NodeByLabelScan/,
    /^(lives|practices|practice memberships) now$|kinds$|^held codes$|^versions of practice memberships$| beside editions$/,
    "an import compares all with its files, and a snapshot holds all",
  ],
  [
    /^NodeByLabelScan a:AuditRecord/,
    /^(audit records since|revisions from one on|logged revisions)$/,
    "revisions have no index: the log is short beside what it tells of",
  ],
  [
    /^NodeByLabelScan/,
    /^(count what a backup holds|remove [A-Za-z]+|count facts)$/,
    "all is backed up, or replaced",
  ],
  [/^AllNodesScan/, /^facts by id$/, "facts have no index on the embedded engine; for one change at a time"],
];

const address = inject("neo4jToRead");

describe.skipIf(address === null)("A statement's plan on Neo4j", () => {
  const engine = neo4jEngine();
  const driver = address && neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password));
  beforeAll(async () => {
    await engine.demonstration();
  });
  afterAll(() => driver?.close());

  it("starts at an index, or has a reason not to; and no reason stands without a plan", async () => {
    const used = new Set<unknown>();
    const without: string[] = [];
    for (const { name, cypher, params } of [...(await exportedStatements()), ...plannedStatements()]) {
      if (/^CREATE .* (FOR|REQUIRE) /s.test(cypher)) continue;
      const { summary } = (await driver?.executeQuery(`EXPLAIN ${cypher}`, params)) ?? {};
      if (!summary?.plan) throw new Error(`${name} has no plan`);
      for (const operator of costlyIn(summary.plan)) {
        const reason = reasons.find(([plan, statement]) => plan.test(operator) && statement.test(name));
        if (reason) used.add(reason);
        else without.push(`${name}: ${operator}`);
      }
    }
    expect(without).toEqual([]);
    expect(reasons.filter((reason) => !used.has(reason))).toEqual([]);
  }, 600_000);
});

function costlyIn({ operatorType, arguments: about, children }: Plan): string[] {
  const operator = `${operatorType.replace(/@.*/, "")} ${about.Details ?? ""}`;
  const own = /Scan|Cartesian/.test(operatorType) ? [operator] : [];
  return [...own, ...children.flatMap(costlyIn)];
}
