import type { Instant, IsoDate } from "../model/dates.ts";
import type { ConsortiumStanding, OutsideReason } from "../model/kinds.ts";
import { csvLines } from "./csv.ts";
import type { Cell } from "./table.ts";

/** Practices of one question: their suggestions are read together. */
const pageSize = 500;

/** What is asked for. */
export interface OrphansRequest {
  readonly asOf: IsoDate;
  /** Of all pages, so that they answer one state of the graph. */
  readonly knownAt: Instant;
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

const question = `query ($within: String, $standing: [ConsortiumStanding!], $asOf: Date!, $knownAt: DateTime!, $first: Int!, $after: String) {
  orphanedPractices(within: $within, standing: $standing, asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {
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

/** The columns of orphans.csv, wherever it is written. */
export const orphanColumns: readonly (readonly [name: string, cell: (orphan: Orphan) => Cell])[] = [
  ["code", ({ code }) => code],
  ["name", ({ name }) => name],
  ["standing", ({ standing }) => standing],
  ["outsideReason", ({ outsideReason }) => outsideReason],
  ["orphanedSince", ({ orphanedSince }) => orphanedSince],
  ["listSize", ({ listSize }) => listSize],
  ["listSizeOn", ({ listSizeOn }) => listSizeOn],
  ["postcode", ({ postcode }) => postcode],
  ["pctCode", ({ pct }) => pct?.code ?? null],
  ["pctName", ({ pct }) => pct?.name ?? null],
  ["clusterCode", ({ cluster }) => cluster?.code ?? null],
  ["clusterName", ({ cluster }) => cluster?.name ?? null],
  ["shaCode", ({ sha }) => sha?.code ?? null],
  ["shaName", ({ sha }) => sha?.name ?? null],
  ["suggestedConsortium", ({ suggestedConsortia: [first] }) => first?.consortium.code ?? null],
  ["suggestedConsortiumName", ({ suggestedConsortia: [first] }) => first?.consortium.name ?? null],
  ["suggestedSharePct", ({ suggestedConsortia: [first] }) => first?.sharePct ?? null],
  ["suggestedEvidence", ({ suggestedConsortia: [first] }) => first?.evidence ?? null],
  [
    "otherSuggestions",
    ({ suggestedConsortia: [, ...others] }) => others.map((other) => other.consortium.code),
  ],
  ["confidence", ({ confidence }) => confidence],
  ["source", ({ source }) => source.code],
];

const byteOrderMark = "\uFEFF";

/** orphans.csv from its first byte: the mark by which spreadsheets know UTF-8, a header, and a row a practice. */
export async function* orphansCsv(pages: AsyncIterable<readonly Orphan[]>): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([orphanColumns.map(([name]) => name)]);
  for await (const page of pages) {
    if (page.length > 0) yield csvLines(page.map((orphan) => orphanColumns.map(([, cell]) => cell(orphan))));
  }
}
