import { BadUserInput } from "../../model/errors.ts";
import type { Statement } from "../graph.ts";
import { loggedRevisions } from "./audit.ts";

type Read = <P extends object, R>(statement: Statement<P, R>, params: P) => Promise<R[]>;

/** @throws BadUserInput for a number that the dataset never had */
export async function refuseUnlogged(read: Read, revision: number): Promise<void> {
  if ((await read(loggedRevisions, { revisions: [revision] })).length > 0) return;
  throw new BadUserInput(
    `atRevision: this dataset was never at revision ${revision}: it took the place of another graph, whose revision that was. Expected one that auditLog { nodes { revision } } lists.`,
    { atRevision: revision },
  );
}
