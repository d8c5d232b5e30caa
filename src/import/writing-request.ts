import type { Author } from "../model/audit.ts";
import type { Instant } from "../model/dates.ts";
import type { ImportProgress } from "./report/progress.ts";

/** How to write what any import reads, and what to tell meanwhile. */
export interface WritingRequest {
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
