import type { Code } from "../../model/code.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { Fact, MembershipPayload, NewFact } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";

export type MembershipFact = Fact & MembershipPayload;
/** What is said of a membership, whoever said it when. */
export type MembershipClaim = NewFact & MembershipPayload;

/** What was known of practices when a file was published. */
export interface Known {
  readonly revision: number;
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  /** Kinds and lives of all organisations. */
  readonly lives: ReadonlyMap<Code, Life>;
  /** Memberships that earlier editions state. */
  readonly memberships: readonly MembershipClaim[];
  readonly sources: ReadonlyMap<string, Source>;
}
