import type { WritingRequest } from "../writing-request.ts";

/** What to import, and how. At least one of the two files. */
export interface ImportRequest extends WritingRequest {
  /** epraccur: a path, "-" for standard input, or an https:// address; CSV or a zip with one CSV in it. */
  readonly practices?: string | undefined;
  /** epcmem, in the same ways. Without it, memberships come from the practices file's parent columns. */
  readonly memberships?: string | undefined;
  /** When the practices file was published (an instant, a day, a month or a year): what it says is known from then. */
  readonly published?: string | undefined;
  /** When the memberships file was; the same where absent. */
  readonly membershipsPublished?: string | undefined;
  /** The memberships file holds only some: nothing that it lacks is withdrawn. */
  readonly partial?: boolean | undefined;
}
