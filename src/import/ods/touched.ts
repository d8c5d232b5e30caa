import type { Code } from "../../model/code.ts";
import type { Edition, StatedMembership, StatedPractice } from "../../model/editions.ts";
import type { StoredRegister } from "./stored-register.ts";

/** Practices, by their codes. */
export type Practices = Pick<ReadonlySet<Code>, "has">;

/** The practices that have to be compared with the graph: of all others it says already what all editions say. */
export interface Touched {
  readonly descriptions: Practices;
  readonly memberships: Practices;
}

const all: Practices = { has: () => true };
const everything: Touched = { descriptions: all, memberships: all };

/** All of them: what an older program made of the same editions may be another thing. */
export const touchedByAll = async (): Promise<Touched> => everything;

/** @param brought editions beside those that the graph holds, which were replayed with them */
export async function touchedBy(stored: StoredRegister, brought: readonly Edition[]): Promise<Touched> {
  const notAsReplayed = await stored.register.notAsReplayed();
  if (notAsReplayed === null || overrule(brought, stored.editions)) return everything;
  const descriptions = new Set(notAsReplayed);
  for (const edition of brought) {
    for (const code of stored.replay.changedBy(edition)) descriptions.add(code);
    // What the graph says of them without any edition is this edition's own from now on.
    for (const { practice } of namesIn(edition))
      if (stored.others.practices.has(practice)) descriptions.add(practice);
  }
  const memberships = new Set(descriptions);
  for (const edition of [...stored.editions, ...brought])
    for (const { practice, parent } of namesIn(edition))
      if (parent !== null && notAsReplayed.has(parent)) memberships.add(practice);
  return { descriptions, memberships };
}

/** Whether memberships come beside practices of the same instant, the last parents of which tell nothing from then on. */
const overrule = (brought: readonly Edition[], stored: readonly Edition[]): boolean =>
  brought.some(
    ({ source, knownFrom }) =>
      source === "EPCMEM" &&
      stored.some((edition) => edition.source === "EPRACCUR" && edition.knownFrom === knownFrom),
  );

/** The practice and the parent that each row names. */
function* namesIn({ rows }: Edition): Generator<{ readonly practice: Code; readonly parent: Code | null }> {
  for (const row of rows as readonly (StatedPractice | StatedMembership)[]) {
    const practice = "code" in row ? row.code : row.practice;
    const parent = "code" in row ? (row.parent?.code ?? null) : row.parent;
    yield { practice, parent: parent as Code | null };
  }
}
