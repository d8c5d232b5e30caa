import type { Author } from "../../model/audit.ts";
import type { Instant } from "../../model/dates.ts";
import type { ImportProgress } from "../report/progress.ts";
import type { DateOrder } from "./dates.ts";
import type { Layout } from "./layout.ts";
import type { Constants } from "./mapping.ts";

/** What tables to import, and how. */
export interface TablesRequest {
  /** Paths, "-" for standard input, or https:// addresses: sources, organisations and facts, in any order. */
  readonly files: readonly string[];
  /** How the files are laid out, where not as ours. */
  readonly layout?: Layout | undefined;
  /** Values for columns that the files have not. */
  readonly constants?: Constants | undefined;
  /** The order of day and month, where the files do not tell. */
  readonly dates?: DateOrder | undefined;
  /** Do everything but the writing to the graph. */
  readonly dryRun?: boolean | undefined;
  /** Nothing is written when more rows than this are rejected; 0 where absent. */
  readonly maxRejects?: number | undefined;
  /** Where rejected rows are written, if there are any; `rejected-rows.csv` where absent. */
  readonly rejectsFile?: string | undefined;
  /** When the graph learns it; now where absent. */
  readonly recordedAt?: Instant | undefined;
  /** Who imports, for the audit log; the program itself where absent. */
  readonly by?: Pick<Author, "who" | "requestId"> | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Standard input; the process's own where absent. */
  readonly stdin?: AsyncIterable<Buffer> | undefined;
}
