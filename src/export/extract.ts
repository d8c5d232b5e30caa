import type { Graph } from "../graph/graph.ts";
import { organisationsWithin } from "../graph/statements/change.ts";
import { datasetProperties, statedCoverage } from "../graph/statements/dataset.ts";
import {
  type ExportScope,
  exportedCodes,
  exportedDescriptions,
  exportedFacts,
} from "../graph/statements/export.ts";
import { type StandingFactRow, standingFacts } from "../graph/statements/fact.ts";
import { refuseUnlogged } from "../graph/statements/logged-revision.ts";
import { graphIdOf } from "../model/audit.ts";
import type { Code } from "../model/code.ts";
import { askedMatters, countsAt, covered } from "../model/coverage.ts";
import {
  type Clocks,
  type Instant,
  type IsoDate,
  revisionAmong,
  stillBelieved,
  toInstant,
} from "../model/dates.ts";
import { NotFound } from "../model/errors.ts";
import { endSeenAt, type Fact, factKinds } from "../model/facts.ts";
import { type OrganisationKind, organisationKinds } from "../model/kinds.ts";
import { compareText } from "../model/trust.ts";
import type { ExportedRow, Table } from "./table.ts";

/** Organisations that one statement reads, with their facts: enough that a round trip costs little, few enough to bound memory. */
const batchSize = 200;

/** What is asked for. */
export interface ExportRequest {
  readonly asOf: IsoDate;
  /** What the graph believed at that instant; what it believes now where absent. */
  readonly knownAt?: Instant | undefined;
  /** The state of the dataset; the present one where absent. */
  readonly atRevision?: number | undefined;
  readonly scope: ExportScope;
  /** Only this organisation, what lies in it on `asOf`, and the facts among these. */
  readonly within?: Code | undefined;
  /** Only organisations of these kinds, and the facts among them. */
  readonly kinds?: readonly OrganisationKind[] | undefined;
}

/** Rows that were read together. */
export interface Batch {
  readonly rows: readonly ExportedRow[];
  /** How many organisations have been read for it and all before it. */
  readonly organisations: number;
  /** Facts that were read and are not in it, because they lead to an organisation that is not in the export. */
  readonly leftOut: number;
}

/** Reads a table from its first row. */
export type TableReader = (table: Table) => AsyncIterable<Batch>;

/** The state of the graph that an export holds: all reads of it answer the same, whatever is written meanwhile. */
export interface Extract {
  readonly clocks: Clocks;
  readonly scope: ExportScope;
  readonly within: Code | null;
  readonly kinds: readonly OrganisationKind[] | null;
  /** Of the dataset: the one asked for, else that of the graph when the export began. */
  readonly revision: number;
  /** Whether the sources tell of standings on the day: else nothing known is NOT_COVERED. */
  readonly standingsCovered: boolean;
  /** Names the history that the revision is of. */
  readonly graphId: string;
  /** How many organisations it holds. */
  readonly organisations: number;
  /**
   * Reads a table from its first row, in an order that depends on the rows alone, with what one batch takes in memory.
   * @throws Unavailable
   */
  read(table: Table): AsyncGenerator<Batch>;
  /**
   * What bears on the standing of some practices on the day of the export, whatever part of the graph it holds.
   * @throws Unavailable
   */
  standingFacts(practices: readonly Code[]): Promise<readonly StandingFactRow[]>;
}

/**
 * Fixes the state of the graph to export, before a byte is written.
 * @throws NotFound when `within` names no organisation, Unavailable
 */
export async function openExtract(graph: Graph, request: ExportRequest): Promise<Extract> {
  const { scope, within = null, kinds = null } = request;
  const { clocks, revision, graphId, standingsCovered } = await stateAt(graph, request);
  const codes = await codesOf(graph, request, clocks);
  const exported = new Set(codes);
  return {
    ...{ clocks, scope, within, kinds, revision, graphId, standingsCovered, organisations: codes.length },
    async *read(table) {
      for (let start = 0; start < codes.length; start += batchSize) {
        const params = { ...clocks, codes: codes.slice(start, start + batchSize) };
        const organisations = start + params.codes.length;
        if (table.kinds === null) {
          const rows = await graph.read(exportedDescriptions(scope), { ...params, stillBelieved });
          yield { rows: ordered(rows, params.codes, clocks), organisations, leftOut: 0 };
        } else {
          const facts = await graph.read(exportedFacts(table.kinds, scope), params);
          const inside = facts.filter((fact) => !("to" in fact) || exported.has(fact.to));
          const leftOut = facts.length - inside.length;
          yield { rows: ordered(inside, params.codes, clocks), organisations, leftOut };
        }
      }
    },
    standingFacts: (parents) => graph.read(standingFacts, { ...clocks, parents }),
  };
}

/**
 * The clocks of an export. Later than the last change there is nothing more to be known, and what is written from now
 * on is to stay out.
 */
export async function stateAt(
  graph: Graph,
  { asOf, knownAt, atRevision: asked }: Pick<ExportRequest, "asOf" | "knownAt" | "atRevision">,
): Promise<{ readonly clocks: Clocks } & Pick<Extract, "revision" | "graphId" | "standingsCovered">> {
  const [dataset] = await graph.read(datasetProperties, {});
  const last = dataset?.recordedAt ?? toInstant(new Date());
  const present = dataset?.revision ?? 0;
  const atRevision = asked === undefined ? present : revisionAmong(asked, present);
  if (atRevision < present)
    await refuseUnlogged((statement, params) => graph.read(statement, params), atRevision);
  const clocks = {
    ...{ asOf, knownAt: knownAt !== undefined && knownAt < last ? knownAt : last, pinned: true },
    ...{ atRevision, revisionPinned: asked !== undefined },
  };
  const [stated = []] = await graph.read(statedCoverage, {});
  const standingsCovered = covered(stated.filter(countsAt(clocks)), askedMatters.standings, asOf);
  const graphId = dataset?.graphId ?? graphIdOf(null);
  return { clocks, revision: atRevision, graphId, standingsCovered };
}

async function codesOf(graph: Graph, request: ExportRequest, clocks: Clocks): Promise<readonly Code[]> {
  const { scope, within, kinds = organisationKinds } = request;
  const found = await graph.read(exportedCodes(scope), clocks);
  const inside = within === undefined ? null : await codesWithin(graph, within, clocks);
  return organisationKinds
    .filter((kind) => kinds.includes(kind))
    .flatMap((kind) => (found.find((row) => row.kind === kind)?.codes ?? []).toSorted(compareText))
    .filter((code) => inside === null || inside.has(code));
}

async function codesWithin(graph: Graph, within: Code, clocks: Clocks): Promise<ReadonlySet<Code>> {
  const codes = await graph.read(organisationsWithin, { ...clocks, within });
  if (codes.length > 0) return new Set(codes);
  throw new NotFound(
    `within: there is no organisation "${within}": expected the code of an SHA, cluster, PCT or consortium, such as Q38.`,
  );
}

/** In the order of the codes, then by what they say, and as the graph saw them at the clocks. */
function ordered<R extends ExportedRow>(rows: readonly R[], codes: readonly Code[], clocks: Clocks): R[] {
  const position = new Map(codes.map((code, index) => [code, index]));
  const rank = (row: ExportedRow) => position.get("from" in row ? row.from : row.code) ?? 0;
  return rows
    .map((row) => ({ ...row, ...endSeenAt(row, clocks) }))
    .sort((a, b) => rank(a) - rank(b) || compareRows(a, b));
}

function compareRows(a: ExportedRow, b: ExportedRow): number {
  return "factId" in a && "factId" in b ? compareFacts(a, b) : compareText(a.recordedAt, b.recordedAt);
}

function compareFacts(a: Fact, b: Fact): number {
  return (
    factKinds.indexOf(a.kind) - factKinds.indexOf(b.kind) ||
    compareText(endOf(a), endOf(b)) ||
    compareText(a.validFrom ?? "", b.validFrom ?? "") ||
    compareText(a.factId, b.factId)
  );
}

const endOf = (fact: Fact): string => ("to" in fact ? fact.to : "");
