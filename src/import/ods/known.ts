import type { Graph } from "../../graph/graph.ts";
import {
  believedFrom,
  lifespansNow,
  practiceMembershipsNow,
  practicesNow,
  revisionNow,
  sourcesHeldByCode,
} from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { Fact, MembershipPayload } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";
import { odsSources } from "./layouts.ts";

export type MembershipFact = Fact & MembershipPayload;

/** What the graph believed of practices when the import began. */
export interface Known {
  readonly revision: number;
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  /** Kinds and lives of all organisations. */
  readonly lives: ReadonlyMap<Code, Life>;
  /** Memberships that earlier imports recorded. */
  readonly memberships: readonly MembershipFact[];
  readonly sources: ReadonlyMap<string, Source>;
}

const timeLimitMs = 60_000;

/**
 * Reads what the files are compared with.
 * @throws BadUserInput when the graph has no organisation that a practice could be a member of
 */
export async function readKnown(graph: Graph): Promise<Known> {
  const sources = Object.values(odsSources).map((source) => source.code);
  const options = { timeLimitMs };
  const [revision = 0] = await graph.read(revisionNow, {}, options);
  const lives = new Map(await graph.read(lifespansNow, {}, options));
  if (![...lives.values()].some(({ kind }) => kind === "PCT" || kind === "CONSORTIUM")) {
    throw new BadUserInput(
      "The graph holds no PCT and no CCG that practices could belong to: load the seed first, then import.",
    );
  }
  const practices = await graph.read(practicesNow, {}, options);
  const memberships = await graph.read(practiceMembershipsNow, believedFrom(sources), options);
  const known = await graph.read(sourcesHeldByCode, { codes: sources }, options);
  return {
    revision,
    practices: new Map(practices.map((practice) => [practice.code, practice])),
    lives,
    memberships: memberships as MembershipFact[],
    sources: new Map(known.map((source) => [source.code, source])),
  };
}
