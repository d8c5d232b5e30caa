import type { EntityName, OrganisationEntity } from "../../model/filters.ts";
import { stepsOf } from "../../model/links.ts";
import { live } from "../statements/clocks.ts";
import { chain } from "./chain.ts";
import type { Compilation } from "./compilation.ts";
import { onDescription } from "./field.ts";

interface LinkPattern {
  readonly pattern: string;
  readonly condition: string;
  /** The variable that holds what is reached. */
  readonly reached: string;
}

/** The patterns from a thing to what one of its links reaches: one, but for the support of an organisation of any kind. */
export function patternsOf(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  variable: string,
): LinkPattern[] {
  const factType = factTypes[name];
  if (factType && name === "supports" && entity === "Organisation") {
    const isProvider = `${variable}.kind = "SUPPORT_PROVIDER"`;
    return [
      factPattern(compilation, factType, variable, true, isProvider),
      factPattern(compilation, factType, variable, false, `NOT ${isProvider}`),
    ];
  }
  if (factType) return [factPattern(compilation, factType, variable, pointsAway(entity, name))];
  const reached = compilation.variable();
  if (name === "source") {
    const isOf = (holder: string) => `${reached}.code = ${holder}.source`;
    const condition = onDescription(compilation, entity, name, variable, isOf);
    return [{ pattern: `(${reached}:Source)`, condition, reached }];
  }
  const { pattern, condition } = chain(variable, stepsOf(entity as OrganisationEntity, name), reached);
  return [{ pattern, condition, reached }];
}

function factPattern(
  compilation: Compilation,
  factType: string,
  variable: string,
  away: boolean,
  only?: string,
): LinkPattern {
  const reached = compilation.variable();
  const other = compilation.variable();
  const ends = away ? { start: variable, end: other } : { start: other, end: variable };
  compilation.factEnds.set(reached, ends);
  const hop = away ? `-[${reached}:${factType}]->` : `<-[${reached}:${factType}]-`;
  const condition = only ? `${only} AND ${live(reached)}` : live(reached);
  return { pattern: `(${variable})${hop}(${other}:Organisation)`, condition, reached };
}

/** Links that reach facts; which way a fact points depends on whose link it is. */
const factTypes: Record<string, string> = {
  memberships: "MEMBER_OF",
  supports: "SUPPORTS",
  delegations: "DELEGATES_TO",
};

function pointsAway(entity: EntityName, name: string): boolean {
  if (name === "supports") return entity === "SupportProvider";
  return name === "memberships" || entity !== "Consortium";
}
