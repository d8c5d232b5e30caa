import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { AuditHead } from "../statements/audit.ts";

/** The change that a graph held last. */
export type LastChange = Pick<AuditHead, "revision" | "hash">;

export const headFileOf = (path: string): string => `${path}.head.json`;

/**
 * Notes beside the graph's file which change it holds last. The engine takes a log that is damaged for one that ends
 * there, and a damaged head of its file for the one before it, both in silence: only something beside can tell. That
 * a graph holds no change takes no note of one away: it was lost, and is told as such until the graph is filled again.
 */
export function noteHead(path: string, { revision, hash }: LastChange): void {
  if (revision === 0 && (readHeadFile(path)?.revision ?? 0) > 0) return;
  const written = `${headFileOf(path)}.tmp`;
  writeFileSync(written, `${JSON.stringify({ revision, hash })}\n`, { mode: 0o600 });
  renameSync(written, headFileOf(path));
}

/** The change that was noted last, where the graph does not hold it; null where it holds it, or none was noted. */
export function missingChange(path: string, head: LastChange): LastChange | null {
  const noted = readHeadFile(path);
  if (noted === null || noted.revision < head.revision) return null;
  return noted.revision === head.revision && noted.hash === head.hash ? null : noted;
}

/** A note that cannot be read tells nothing: a machine that lost its power may have left half of one. */
export function readHeadFile(path: string): LastChange | null {
  try {
    const { revision, hash } = JSON.parse(readFileSync(headFileOf(path), "utf8"));
    if (revision === 0) return { revision, hash: null };
    return typeof revision === "number" && typeof hash === "string" ? { revision, hash } : null;
  } catch {
    return null;
  }
}
