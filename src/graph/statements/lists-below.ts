import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Statement } from "../graph.ts";
import { listBelow } from "../replica/list-below.ts";
import { describedIn } from "../replica/view.ts";
import { described, exists, live } from "./clocks.ts";
import type { Level, ListBelow } from "./list-below.ts";
import { organisationColumns, readOrganisation } from "./stored.ts";

/** How lists are read one below the other: their text depends on this alone, because a text costs more to plan than to run. */
export interface ShapeBelow {
  /** How many lists, one below the other: 2 to `mostListsBelow`. */
  readonly depth: number;
  /** Whether brief columns are enough of all that is listed. */
  readonly brief: boolean;
  /** Whether lists are counted, beside their pages. */
  readonly counted: boolean;
}

/** Those of an SHA, of its clusters, their PCTs, and their consortia. */
export const mostListsBelow = 4;

/** LIMIT takes a parameter of its own. */
type Sizes = Readonly<Record<`size${number}`, number>>;
interface ParamsBelow extends Clocks, Sizes {
  readonly parents: readonly Code[];
  readonly kinds: readonly OrganisationKind[];
  /** Whether the parents themselves are read with their lists. */
  readonly self: boolean;
}

export interface ReadBelow {
  readonly parent: Code;
  /** The parent itself, where that was asked and the graph had heard of it at `knownAt`. */
  readonly self: OrganisationRecord | null;
  readonly list: ListBelow;
}

/** Levels as the parameters of the statement. */
export const levelParams = (levels: readonly Level[]): Sizes & Pick<ParamsBelow, "kinds"> => ({
  kinds: levels.map(({ kind }) => kind),
  ...Object.fromEntries(levels.map(({ size }, index) => [`size${index + 1}`, size])),
});

/** What lists one below the other answer, each in the order of codes from its first row on. */
export const listsBelow = (shape: ShapeBelow): Statement<ParamsBelow, ReadBelow> => ({
  name: "lists below",
  cypher: `UNWIND $parents AS parent
MATCH (s0:Organisation {code: parent})
${levelText(shape, 1)}
WITH parent, s0, below1, CASE WHEN $self THEN ${described("s0")} END AS d
RETURN parent, CASE WHEN d IS NOT NULL THEN [${organisationColumns("s0", "d")}] END AS self, below1 AS list`,
  row: (raw) => ({
    parent: raw.parent as Code,
    self: raw.self == null ? null : readOrganisation(raw.self),
    list: readList(raw.list, shape, 1),
  }),
  *fromReplica(replica, params) {
    const view = { replica, asOf: params.asOf, knownAt: params.knownAt };
    const levels = params.kinds.map((kind, index) => ({ kind, size: params[`size${index + 1}`] ?? 0 }));
    const read: ReadBelow[] = [];
    for (const place of replica.named(params.parents)) {
      const self = (params.self && describedIn(view, place)) || null;
      read.push({ parent: place.code, self, list: yield* listBelow(view, place, levels, shape.counted) });
    }
    return read;
  },
});

/** The list of one level, with those below its rows. */
function levelText(shape: ShapeBelow, level: number): string {
  if (level > shape.depth) return "";
  const [above, row] = [`s${level - 1}`, `s${level}`];
  const kind = `$kinds[${level - 1}]`;
  const columns = [columnsOf(row, kind, shape), ...(level < shape.depth ? [`below${level + 1}`] : [])].join(
    ", ",
  );
  const members = `CALL (${above}) { MATCH (${above})<-[fact:MEMBER_OF]-(o:Organisation)
WHERE o.kind = ${kind} AND ${live("fact")}
WITH DISTINCT o
WITH o, ${described("o")} AS d
WHERE ${exists("d")}`;
  if (!shape.counted) {
    return `${members}
WITH o AS ${row}, d ORDER BY o.code LIMIT $size${level}
${levelText(shape, level + 1)}
RETURN collect([${columns}]) AS below${level} }`;
  }
  return `${members}
WITH o, d ORDER BY o.code
WITH collect([o, d]) AS members, count(*) AS total, sum(coalesce(d.listSize, 0)) AS patients
CALL (members) { UNWIND members[..$size${level}] AS member
WITH member[0] AS ${row}, member[1] AS d
${levelText(shape, level + 1)}
RETURN collect([${columns}]) AS page }
RETURN [total, patients, page] AS below${level} }`;
}

/** All kinds share the columns: of those that are brief, a practice's are the most. */
const entityOf = ({ brief }: ShapeBelow) => (brief ? "Practice" : "Organisation");
const columnsOf = (row: string, kind: string, shape: ShapeBelow): string =>
  organisationColumns(row, "d", entityOf(shape), shape.brief, kind);

function readList(read: unknown, shape: ShapeBelow, level: number): ListBelow {
  const [total, patients, page] = (shape.counted ? read : [null, null, read]) as [
    unknown,
    unknown,
    unknown[][],
  ];
  return {
    rows: page.map((columns) => ({
      organisation: readOrganisation(columns, entityOf(shape), shape.brief),
      below: level < shape.depth ? readList(columns.at(-1), shape, level + 1) : null,
    })),
    totals: shape.counted ? { total: Number(total ?? 0), patients: Number(patients ?? 0) } : null,
  };
}
