import type { WritingRequest } from "../writing-request.ts";
import type { DateOrder } from "./dates.ts";
import type { Layout } from "./layout.ts";
import type { Constants } from "./mapping.ts";

/** What tables to import, and how. */
export interface TablesRequest extends WritingRequest {
  /** Paths, "-" for standard input, or https:// addresses: sources, organisations and facts, in any order. */
  readonly files: readonly string[];
  /** How the files are laid out, where not as ours. */
  readonly layout?: Layout | undefined;
  /** Values for columns that the files have not. */
  readonly constants?: Constants | undefined;
  /** When tables of organisations were published (an instant, a day, a month or a year): their names and postcodes hold from then on. */
  readonly published?: string | undefined;
  /** The order of day and month, where the files do not tell. */
  readonly dates?: DateOrder | undefined;
}
