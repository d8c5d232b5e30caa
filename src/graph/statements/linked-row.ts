import type { Code } from "../../model/code.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Trusted } from "../../model/trust.ts";

/** An organisation that a link reaches. */
export interface LinkedRow {
  readonly organisation: OrganisationRecord;
  /** Whose link reaches it, and by which facts, hop by hop: of several claims the most trusted is shown. */
  readonly claims: readonly { readonly parent: Code; readonly facts: readonly Trusted[] }[];
}
