import type { Author } from "../../model/audit.ts";
import type { Instant } from "../../model/dates.ts";
import type { ImportProgress } from "../report/progress.ts";

/** What to import, and how. At least one of the two files. */
export interface ImportRequest {
  /** epraccur: a path, "-" for standard input, or an https:// address; CSV or a zip with one CSV in it. */
  readonly practices?: string | undefined;
  /** epcmem, in the same ways. Without it, memberships come from the practices file's parent columns. */
  readonly memberships?: string | undefined;
  /** When the practices file was published (a day, a month or a year): cited with every fact. */
  readonly published?: string | undefined;
  /** When the memberships file was; the same where absent. */
  readonly membershipsPublished?: string | undefined;
  /** The memberships file holds only some: nothing that it lacks is withdrawn. */
  readonly partial?: boolean | undefined;
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
