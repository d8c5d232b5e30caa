import { type ConflictSeverity, conflictRules, type RuleName, ruleNames } from "../model/conflict.ts";
import { programVersion } from "../server/program-version.ts";
import type { FactShown } from "./fact-words.ts";
import type { Named } from "./wording.ts";

/** What a check found, by the names of the API. */
export interface SarifFinding {
  readonly rule: RuleName;
  readonly severity: ConflictSeverity;
  readonly message: string;
  readonly subject: Named & { readonly kind: string };
  readonly facts: readonly FactShown[];
}
/** SARIF's words for how much a conflict matters (SARIF 2.1.0, 3.27.10). */
const levels: Readonly<Record<ConflictSeverity, string>> = {
  ERROR: "error",
  WARNING: "warning",
  INFO: "note",
  GAP: "none",
};

/**
 * What a check found as SARIF 2.1.0: a result for each conflict, its subject the logical location, its facts beside it.
 * @param readAt by what to repeat the check
 */
export function sarifOf(found: readonly SarifFinding[], readAt: Readonly<Record<string, unknown>>): object {
  const rules = ruleNames.map((name) => ({
    id: name,
    shortDescription: { text: conflictRules[name].meaning },
    defaultConfiguration: { level: levels[conflictRules[name].severity] },
  }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "commissioning-graph", version: programVersion(), rules } },
        properties: readAt,
        results: found.map(({ rule, severity, message, subject, facts }) => ({
          ruleId: rule,
          ruleIndex: ruleNames.indexOf(rule),
          level: levels[severity],
          message: { text: message },
          locations: [
            {
              logicalLocations: [
                { name: subject.name, fullyQualifiedName: subject.code, kind: subject.kind.toLowerCase() },
              ],
            },
          ],
          properties: { facts },
        })),
      },
    ],
  };
}
