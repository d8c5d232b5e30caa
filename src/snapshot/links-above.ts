import type { LinksAboveParams, ReachedAbove } from "../graph/statements/links-above.ts";
import type { Code } from "../model/code.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../model/organisation.ts";
import type { Trusted } from "../model/trust.ts";
import type { Node } from "./snapshot.ts";
import { describedIn, isLive, type View } from "./view.ts";

/** What `linksAbove` answers, out of a snapshot: a list a hop. */
export function reachedAbove(view: View, { parents, kinds, hops }: LinksAboveParams): ReachedAbove[][][] {
  let level: Iterable<Node> = view.snapshot.named(parents);
  const hopsUp = Array.from({ length: hops }, () => {
    const reached = climb(view, level, kinds);
    level = reached.keys();
    return [...reached.values()];
  });
  return [hopsUp];
}

function climb(
  view: View,
  level: Iterable<Node>,
  kinds: readonly OrganisationKind[],
): Map<Node, ReachedAbove> {
  const reached = new Map<Node, ReachedAbove & { members: { code: Code; fact: Trusted }[] }>();
  for (const { code, out } of level) {
    for (const { fact, extent, to } of out.MEMBERSHIP ?? []) {
      if (!to || !kinds.includes(to.kind) || !isLive(view, extent)) continue;
      const known = reached.get(to) ?? { ...shownAs(to, describedIn(view, to)), members: [] };
      known.members.push({ code, fact });
      reached.set(to, known);
    }
  }
  return reached;
}

const shownAs = ({ code, kind }: Node, described: OrganisationRecord | undefined) => ({
  organisation: described ?? nameless(code, kind),
  known: described !== undefined,
});

/** What nobody had heard of is a way through, and shown to nobody. */
const nameless = (code: Code, kind: OrganisationKind): OrganisationRecord =>
  ({ ...undescribed, code, kind }) as OrganisationRecord;
