import type { ListedEntity, OrderKey, Where } from "../../model/filters.ts";
import type { Link } from "../links.ts";
import type { PageRequest } from "./keyset.ts";

/** What is asked of a list: of every parent at once, in one statement. */
export interface ListRequest {
  readonly entity: ListedEntity;
  /** The link from the parents; null for a list of all. */
  readonly link: Link | null;
  readonly where: Where;
  readonly order: readonly OrderKey[];
  readonly page?: PageRequest | undefined;
  readonly totals: boolean;
}

/** What a list counts that was asked for no totals. */
export const noTotals = { total: 0, patients: 0 };
