import { type AuditSearch, readAudit, searchAudit } from "../graph/statements/audit.ts";
import type { AuditAction, AuditRecord, AuditState } from "../model/audit.ts";
import { requireRole } from "../model/caller.ts";
import { parseCode } from "../model/code.ts";
import { type Clocks, toInstant } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Organisation } from "../model/organisation.ts";
import { type Context, checkCount } from "./context.ts";
import { cursorOf, fingerprint, readCursor } from "./cursor.ts";
import { type FactView, loggedFact, viewOf } from "./fact.ts";
import { organisationNamed } from "./organisation.ts";
import { type Page, pageSizes } from "./page.ts";

export interface AuditLogArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly sinceRevision?: number | null | undefined;
  readonly organisation?: string | null | undefined;
  readonly who?: string | null | undefined;
  readonly action?: AuditAction | null | undefined;
}

/**
 * The changes of the graph, the latest first. It names people, so that it is for those who may change the graph.
 * @throws Forbidden, BadUserInput
 */
export async function auditLog(context: Context, args: AuditLogArgs): Promise<Page<AuditRecord>> {
  requireRole(context.caller, "curator", "Reading the audit log");
  const size = checkCount("first", args.first ?? pageSizes.default, pageSizes.max, 0);
  const search = searchFor(args);
  const mark = fingerprint(["audit", search]);
  const [before] = readCursor("after", args.after, () => mark, 1) ?? [];
  const page = { ...search, before: Number(before ?? Number.MAX_SAFE_INTEGER), size: size + 1 };
  const stored = await context.read(searchAudit, page);
  const edges = stored.slice(0, size).map((found) => ({
    node: readAudit(found),
    cursor: cursorOf(mark, [found.sequence]),
  }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: stored.length > size,
      hasPreviousPage: before !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function searchFor({
  sinceRevision,
  organisation,
  who,
  action,
}: AuditLogArgs): Omit<AuditSearch, "before" | "size"> {
  if (sinceRevision != null && sinceRevision < 0) {
    throw new BadUserInput(`sinceRevision: ${sinceRevision} is no revision: expected 0 or more, such as 1.`);
  }
  return {
    after: sinceRevision ?? 0,
    organisation: organisation == null ? null : parseCode(organisation),
    who: who ?? null,
    action: action ?? null,
  };
}

/** One side of a change, read as it was then. */
export interface StateView {
  facts(): Promise<FactView[]>;
  organisations(): Promise<Organisation[]>;
}

/** What a change wrote, seen when it had been made; null where the change is too large to be kept in full. */
export const stateAfter = (context: Context, record: AuditRecord): StateView | null =>
  record.after && viewed(context, record.after, pinnedAt(context, record));

/** What a change replaced, seen just before it was made. */
export function stateBefore(context: Context, record: AuditRecord): StateView | null {
  const knownAt = toInstant(new Date(Date.parse(record.recordedAt) - 1));
  const before = { ...pinnedAt(context, record), knownAt, atRevision: record.revision - 1 };
  return record.before && viewed(context, record.before, before);
}

function viewed(context: Context, { facts, organisations }: AuditState, clocks: Clocks): StateView {
  return {
    facts: () => Promise.all(facts.map(async (fact) => viewOf(await loggedFact(context, fact), clocks))),
    organisations: () =>
      Promise.all(organisations.map(({ code }) => organisationNamed(context, code, clocks))),
  };
}

/** The clocks of what a change made: the request's day, and the moment and the revision of the change. */
const pinnedAt = (context: Context, { recordedAt, revision }: AuditRecord): Clocks => ({
  asOf: context.state.defaultAsOf,
  knownAt: recordedAt,
  atRevision: revision,
  pinned: true,
  revisionPinned: true,
});

/** The same in the answer to the change: where nothing was written since, that is the present. */
export function clocksAt(context: Context, record: AuditRecord): Clocks {
  const isPast = record.revision !== context.state.revision;
  return { ...pinnedAt(context, record), pinned: isPast, revisionPinned: isPast };
}
