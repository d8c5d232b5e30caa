import { isDeepStrictEqual } from "node:util";
import type { Running } from "./contenders/process.ts";
import { oneOf } from "./works/view.ts";
import type { Json, Subject, Work } from "./works/work.ts";

/** The answer of one contender in the form that all share. */
async function answerOf(contender: Running, subject: Subject): Promise<Json> {
  const isPeer = contender.name === "peer";
  const pages = await contender.ask(isPeer ? subject.peer : subject.ours);
  return (isPeer ? subject.readPeer : subject.readOurs)(pages);
}

/**
 * Asks all contenders the same and compares: times of different answers say nothing.
 * @throws Error with where the first difference lies
 */
export async function checkAgreement(contenders: readonly Running[], work: Work): Promise<void> {
  for (const subject of work.subjects) {
    const [first, ...others] = contenders;
    if (!first) return;
    const expected = await answerOf(first, subject);
    for (const other of others) {
      const answer = await answerOf(other, subject);
      const place = firstDifference(expected, answer);
      if (place === undefined) continue;
      throw new Error(
        `${work.id} (${work.name}): ${first.name} and ${other.name} answer differently at ${place}\n${subject.ours.query}\n${subject.peer.query}`,
      );
    }
  }
}

function firstDifference(a: Json, b: Json, path = ""): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (path.endsWith(oneOf) && Array.isArray(a) && Array.isArray(b) && a.length === 1 && b.length > 1) {
    const fits = b.some((claimed) => firstDifference(a[0] ?? null, claimed) === undefined);
    return fits ? undefined : `${path}: none of ${b.length} claims`;
  }
  if (typeof a === "object" && typeof b === "object" && a && b && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inner = firstDifference((a as never)[key] ?? null, (b as never)[key] ?? null, `${path}/${key}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  return `${path || "/"}: ${JSON.stringify(a)} against ${JSON.stringify(b)}`;
}
