import { BadUserInput } from "../../model/errors.ts";

/** A file to import, opened. Whoever opens it closes it. */
export interface Input {
  /** What the report calls it: the file's name, without its folder. */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
  /** How many bytes to expect; null where nobody says. */
  readonly size: number | null;
  /** Where it lies as it is, uncompressed; null where it has to be kept first to be read twice. */
  readonly path: string | null;
  close(): Promise<void>;
}

/** Many times what ODS publishes for England: a bound on what a wrong address or a zip bomb can cost. */
export const largestFile = 512 * 1024 * 1024;

export const emptyFile = (name: string): BadUserInput =>
  new BadUserInput(`${name} is empty: expected a CSV file with a row for each thing that it tells.`);
