import { BadUserInput } from "../../model/errors.ts";
import type { GraphRead } from "../graph.ts";
import { loggedRevisions } from "./audit.ts";

/** @throws BadUserInput for a number that the dataset never had */
export async function refuseUnlogged(read: GraphRead, revision: number): Promise<void> {
  if ((await read(loggedRevisions, { revisions: [revision] })).length > 0) return;
  throw new BadUserInput(
    `atRevision: this dataset was never at revision ${revision}: it took the place of another graph, whose revision that was. Expected one that auditLog { nodes { revision } } lists.`,
    { atRevision: revision },
  );
}
