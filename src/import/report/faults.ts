import { type Rejected, rejected } from "./report.ts";

/** Stops the reading of a row: caught by `rejecting`, and never seen outside src/import. */
class CellFault extends Error {
  readonly rejection: Rejected;
  constructor(rejection: Rejected) {
    super(rejection.reason);
    this.rejection = rejection;
  }
}

/** Runs a row's reader; a cell that cannot be read makes the row a rejected one. */
export function rejecting<T>(read: () => T): T | Rejected {
  try {
    return read();
  } catch (error) {
    if (error instanceof CellFault) return error.rejection;
    throw error;
  }
}

/** Rejects the row that is being read. @param column null where it is the row as a whole */
export function fault(column: string | null, reason: string): never {
  throw new CellFault(rejected(column, reason));
}

/** A cell as an error shows it: quoted, and cut where it is long. */
export const shown = (cell: string): string =>
  JSON.stringify(cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
