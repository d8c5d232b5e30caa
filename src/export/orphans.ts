import type { Instant, IsoDate } from "../model/dates.ts";
import type { ConsortiumStanding, OutsideReason } from "../model/kinds.ts";
import { csvLines } from "./csv.ts";
import type { Cell } from "./table.ts";
import { type SheetColumn, xlsxOf } from "./xlsx.ts";

/** Practices of one question: their suggestions are read together. */
const pageSize = 500;

/** What is asked for. */
export interface OrphansRequest {
  readonly asOf: IsoDate;
  /** Of all pages, so that they answer one state of the graph. */
  readonly knownAt: Instant;
  readonly atRevision?: number;
  readonly within?: string | undefined;
  readonly standing?: readonly ConsortiumStanding[] | undefined;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** A practice without a consortium, by the names that GraphQL has. */
export interface Orphan extends Named {
  readonly standing: ConsortiumStanding;
  readonly outsideReason: OutsideReason | null;
  readonly orphanedSince: IsoDate | null;
  readonly listSize: number | null;
  readonly listSizeOn: IsoDate | null;
  readonly postcode: string | null;
  readonly pct: Named | null;
  readonly cluster: Named | null;
  readonly sha: Named | null;
  /** The best evidence first. */
  readonly suggestedConsortia: readonly {
    readonly consortium: Named;
    readonly sharePct: number;
    readonly evidence: string;
  }[];
  readonly confidence: string;
  readonly source: { readonly code: string };
}

const question = `query ($within: String, $standing: [ConsortiumStanding!], $asOf: Date!, $knownAt: DateTime!, $atRevision: Int, $first: Int!, $after: String) {
  orphanedPractices(within: $within, standing: $standing, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      code name standing outsideReason orphanedSince listSize listSizeOn postcode
      pct { code name }
      cluster { code name }
      sha { code name }
      suggestedConsortia { consortium { code name } sharePct evidence }
      confidence
      source { code }
    }
  }
}`;

interface OrphansAnswer {
  readonly orphanedPractices: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly Orphan[];
  };
}

/** Asks GraphQL, and throws what it refuses. */
export type Ask = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** The practices without a consortium by code, some at a time. */
export async function* orphanPages(
  ask: Ask,
  { within, standing = ["OUTSIDE", "UNCLEAR"], ...clocks }: OrphansRequest,
): AsyncGenerator<readonly Orphan[]> {
  let after: string | null = null;
  do {
    const variables = { ...clocks, within: within ?? null, standing, first: pageSize, after };
    const { orphanedPractices }: OrphansAnswer = (await ask(question, variables)) as OrphansAnswer;
    const { nodes, pageInfo } = orphanedPractices;
    yield nodes;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

/** A column of orphans.csv and orphans.xlsx. */
interface OrphanColumn extends SheetColumn {
  readonly cell: (orphan: Orphan) => Cell;
}

/** Their columns, wherever they are written. */
export const orphanColumns: readonly OrphanColumn[] = [
  { name: "code", type: "string", cell: ({ code }) => code },
  { name: "name", type: "string", cell: ({ name }) => name },
  { name: "standing", type: "string", cell: ({ standing }) => standing },
  { name: "outsideReason", type: "string", cell: ({ outsideReason }) => outsideReason },
  { name: "orphanedSince", type: "date", cell: ({ orphanedSince }) => orphanedSince },
  { name: "listSize", type: "integer", cell: ({ listSize }) => listSize },
  { name: "listSizeOn", type: "date", cell: ({ listSizeOn }) => listSizeOn },
  { name: "postcode", type: "string", cell: ({ postcode }) => postcode },
  { name: "pctCode", type: "string", cell: ({ pct }) => pct?.code ?? null },
  { name: "pctName", type: "string", cell: ({ pct }) => pct?.name ?? null },
  { name: "clusterCode", type: "string", cell: ({ cluster }) => cluster?.code ?? null },
  { name: "clusterName", type: "string", cell: ({ cluster }) => cluster?.name ?? null },
  { name: "shaCode", type: "string", cell: ({ sha }) => sha?.code ?? null },
  { name: "shaName", type: "string", cell: ({ sha }) => sha?.name ?? null },
  {
    name: "suggestedConsortium",
    type: "string",
    cell: ({ suggestedConsortia: [first] }) => first?.consortium.code ?? null,
  },
  {
    name: "suggestedConsortiumName",
    type: "string",
    cell: ({ suggestedConsortia: [first] }) => first?.consortium.name ?? null,
  },
  {
    name: "suggestedSharePct",
    type: "number",
    cell: ({ suggestedConsortia: [first] }) => first?.sharePct ?? null,
  },
  {
    name: "suggestedEvidence",
    type: "string",
    cell: ({ suggestedConsortia: [first] }) => first?.evidence ?? null,
  },
  {
    name: "otherSuggestions",
    type: "list",
    cell: ({ suggestedConsortia: [, ...others] }) => others.map((other) => other.consortium.code),
  },
  { name: "confidence", type: "string", cell: ({ confidence }) => confidence },
  { name: "source", type: "string", cell: ({ source }) => source.code },
];

type OrphanPages = AsyncIterable<readonly Orphan[]>;

const byteOrderMark = "\uFEFF";

/** orphans.csv from its first byte: the mark by which spreadsheets know UTF-8, a header, and a row a practice. */
export async function* orphansCsv(pages: OrphanPages): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([orphanColumns.map(({ name }) => name)]);
  for await (const rows of cellsOf(pages)) if (rows.length > 0) yield csvLines(rows);
}

/** orphans.xlsx from its first byte: the same rows, codes as text and days as days. */
export const orphansXlsx = (pages: OrphanPages): AsyncGenerator<Uint8Array> =>
  xlsxOf("orphans", orphanColumns, cellsOf(pages));

async function* cellsOf(pages: OrphanPages): AsyncGenerator<Cell[][]> {
  for await (const page of pages) yield page.map((orphan) => orphanColumns.map(({ cell }) => cell(orphan)));
}
