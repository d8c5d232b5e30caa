import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import type { RawRow, Statement } from "../graph.ts";
import type { Replica } from "../replica/replica.ts";

interface OfParents extends Clocks {
  readonly parents: readonly Code[];
}

interface Parts<R> {
  readonly name: string;
  /** What the parents are. */
  readonly of: OrganisationEntity;
  /** Cypher from `s`, each of the parents, to what the columns are read from. */
  readonly body: string;
  readonly columns: string;
  readonly read: (columns: readonly unknown[]) => R;
  fromReplica(replica: Replica, params: OfParents): R[];
}

/** A statement about parents that a list can take along: of the rows of its page, in the list's own statement. */
export interface AlongStatement<R>
  extends Statement<OfParents, R>,
    Pick<Parts<R>, "body" | "columns" | "read"> {
  fromReplica(replica: Replica, params: OfParents): R[];
}

/** A statement about parents, by itself and to be taken along. */
export const along = <R>({ of, ...parts }: Parts<R>): AlongStatement<R> => ({
  ...parts,
  cypher: `UNWIND $parents AS parent
MATCH (s:${of} {code: parent})
${parts.body}
RETURN [${parts.columns}] AS columns`,
  row: (raw: RawRow) => parts.read(raw.columns as readonly unknown[]),
});

/** What is taken along of `shown`, the rows of a page: one column each. */
export const takenAlong = (statements: readonly AlongStatement<unknown>[]): string[] =>
  statements.map(
    ({ body, columns }, index) => `CALL (shown) { UNWIND shown AS s
${body}
RETURN collect([${columns}]) AS ${alongColumn(index)} }`,
  );

export const alongColumn = (index: number): string => `along${index}`;
