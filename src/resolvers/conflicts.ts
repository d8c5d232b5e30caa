import type { AreaEntity } from "../graph/statements/budget.ts";
import { conflictStatement } from "../graph/statements/conflict.ts";
import type { Code } from "../model/code.ts";
import {
  type ConflictSeverity,
  conflictRules,
  contradictions,
  parseRules,
  type RuleName,
} from "../model/conflict.ts";
import type { Clocks } from "../model/dates.ts";
import { notEnded } from "../model/facts.ts";
import type { Organisation } from "../model/organisation.ts";
import { compareText } from "../model/trust.ts";
import { areaOf } from "./area.ts";
import { type ClockArgs, type Context, clocksOf } from "./context.ts";
import { membershipsCovered } from "./coverage.ts";
import type { FactView } from "./fact.ts";
import { organisationNamed } from "./organisation.ts";
import { type SliceArgs, sliced } from "./page.ts";

export interface ConflictsArgs extends SliceArgs, ClockArgs {
  readonly within?: string | null | undefined;
  readonly rules?: readonly string[] | null | undefined;
}

export interface ConflictFound {
  readonly rule: RuleName;
  readonly severity: ConflictSeverity;
  readonly message: string;
  readonly subject: Organisation;
  readonly facts: readonly FactView[];
}

/**
 * The contradictions among the facts that are live at the clocks, by rule and subject: a statement a rule.
 * @throws NotFound, BadUserInput for what `within` names; BadUserInput for an unknown rule
 */
export async function conflicts(context: Context, args: ConflictsArgs): Promise<readonly ConflictFound[]> {
  const rules = parseRules(args.rules);
  const clocks = clocksOf(args, context);
  const area = await areaOf(context, args.within, clocks);
  const found = await Promise.all(rules.map((rule) => contradictionsBy(context, rule, area, clocks)));
  return Promise.all(
    sliced(found.flat(), args).map(async ({ rule, subject: code, words, facts }) => {
      const subject = await organisationNamed(context, code, clocks);
      return {
        rule,
        severity: conflictRules[rule].severity,
        message: `${subject.name} (${code}) ${words}.`,
        subject,
        // They are believed at the clocks: a later retraction was not yet known.
        facts: facts.map((fact) => ({ ...fact, clocks, ...notEnded })),
      };
    }),
  );
}

async function contradictionsBy(
  context: Context,
  rule: RuleName,
  area: { readonly entity: AreaEntity; readonly code: Code } | null,
  clocks: Clocks,
) {
  const statement = conflictStatement(rule, area?.entity ?? null);
  const findings = await context.read(statement, { ...clocks, within: area?.code ?? null });
  // Of a day on which no source tells of memberships, having none contradicts nothing.
  const isTold = membershipsCovered(context, clocks);
  return findings
    .filter(({ subType }) => isTold || subType !== "B")
    .flatMap((finding) => contradictions(rule, finding))
    .sort((a, b) => compareText(a.subject, b.subject) || compareText(a.words, b.words))
    .map((contradiction) => ({ ...contradiction, rule }));
}
