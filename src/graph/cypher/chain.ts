import type { Step } from "../../model/links.ts";
import { live } from "../statements/clocks.ts";
import { moreTrusted } from "../statements/trust.ts";

export interface Chain {
  readonly pattern: string;
  /** That every fact on the way is seen at the clocks. */
  readonly condition: string;
  /** The facts of the hops in their order, which say how far the whole can be trusted. */
  readonly facts: readonly string[];
}

/**
 * The pattern of a chain of hops between two variables, written from whichever end the engine should start at.
 * @param start "from" writes it from the link's start, "to" from its end
 * @param prefix of the variables of the facts
 */
export function chain(
  from: string,
  steps: readonly Step[],
  to: string,
  start: "from" | "to" = "from",
  prefix = to,
): Chain {
  // The underscore keeps hop 0 of v2 apart from v20, which may be a variable of its own.
  const facts = steps.map((_, index) => `${prefix}_${index}`);
  // A node is named where the choice between its claims starts at it.
  const members = steps.map(({ mostTrusted }, index) =>
    index === 0 ? from : mostTrusted ? `${facts[index]}m` : "",
  );
  const between = steps
    .slice(0, -1)
    .map(({ label }, index) => `(${members[index + 1]}${label ? `:${label}` : ""})`);
  const lastLabel = steps.at(-1)?.label;
  const nodes = [`(${from})`, ...between, lastLabel && start === "from" ? `(${to}:${lastLabel})` : `(${to})`];
  const hops = steps.map(({ type, direction, upTo }, index) => {
    const forward = (direction === "out") === (start === "from");
    const fact = `[${facts[index]}:${type}${upTo ? `*1..${upTo}` : ""}]`;
    return forward ? `-${fact}->` : `<-${fact}-`;
  });
  if (start === "to") {
    nodes.reverse();
    hops.reverse();
  }
  return {
    pattern: nodes.map((node, index) => node + (hops[index] ?? "")).join(""),
    condition: steps
      .map((step, index) => {
        const fact = facts[index] ?? to;
        const seen = step.upTo ? `all(hop IN ${fact} WHERE ${live("hop")})` : live(fact);
        return step.mostTrusted ? `${seen} AND ${noneMoreTrusted(members[index] ?? from, step, fact)}` : seen;
      })
      .join(" AND "),
    facts,
  };
}

/** That of the claims of a hop, which goes up, none is more trusted than this one. */
const noneMoreTrusted = (member: string, { type, label }: Step, fact: string): string =>
  `COUNT { (${member})-[${fact}r:${type}]->(:${label}) WHERE ${live(`${fact}r`)} AND ${moreTrusted(`${fact}r`, fact)} } = 0`;
