import type { DatedDescription } from "../../graph/dated-description.ts";
import type { GraphRead } from "../../graph/graph.ts";
import { storedEditions } from "../../graph/read-editions.ts";
import { readEdition, type StoredEdition } from "../../graph/statements/editions.ts";
import {
  lifespansNow,
  membershipsBeside,
  membershipVersions,
  organisationsBeside,
  practicesNow,
  revisionNow,
  storedSourcesByCode,
} from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import { type Instant, stillBelieved } from "../../model/dates.ts";
import { type Edition, isOfRegister as isRegister, registerSources } from "../../model/editions.ts";
import type { Source } from "../../model/source.ts";
import { type CountsByCode, readCounts, readDescriptions } from "../counts.ts";
import type { Known, MembershipFact } from "./known.ts";
import { isDescribedByRegister, type Others, practicesEver, Replay } from "./replay.ts";

/** What the graph holds of the register, of all versions that count now: asked of some practices at a time, since it is much. */
export interface FoldedRegister {
  /** All practices. */
  readonly practices: readonly Code[];
  readonly descriptionsOf: (
    codes: readonly Code[],
  ) => Promise<ReadonlyMap<Code, readonly DatedDescription[]>>;
  readonly membershipsOf: (codes: readonly Code[]) => Promise<readonly MembershipFact[]>;
  /** Organisations of which something is, or may be, not as the editions left it; null where that may be so of all. */
  readonly notAsReplayed: () => Promise<ReadonlySet<Code> | null>;
}

/** What the graph holds when the import begins. */
export interface StoredRegister {
  readonly revision: number;
  readonly editions: readonly Edition[];
  readonly others: Others;
  /** Of editions, as they tell beside the others. */
  readonly replay: Replay;
  readonly register: FoldedRegister;
  readonly counts: CountsByCode;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Reads what the files are compared with. */
export async function readStored(read: GraphRead): Promise<StoredRegister> {
  const [revision = 0] = await read(revisionNow, {});
  const lives = new Map(await read(lifespansNow, {}));
  const practices = await read(practicesNow, {});
  for (const { code } of practices) lives.delete(code);
  const known = await read(storedSourcesByCode, { codes: registerSources });
  const ofEditions = practices.filter(
    (practice) => isDescribedByRegister(practice) && practice.describedOn != null,
  );
  const edited = new Set(ofEditions.map(({ code }) => code));
  const unedited = practices.filter(({ code }) => !edited.has(code));
  const others = { practices: new Map(unedited.map((practice) => [practice.code, practice])), lives };
  const stored = await storedEditions(read, isRegister);
  const codes = new Set(practices.map(({ code }) => code));
  const those = (asked: readonly Code[]) => asked.filter((code) => codes.has(code));
  return {
    revision,
    editions: stored.map((edition) => readEdition(edition) as Edition),
    counts: await readCounts(read),
    others,
    replay: new Replay(others),
    register: {
      practices: [...codes],
      membershipsOf: (asked) => membershipsOf(read, those(asked)),
      descriptionsOf: (asked) => descriptionsOf(read, those(asked)),
      notAsReplayed: () => changedBeside(read, stored),
    },
    sources: new Map(known.map((source) => [source.code, source])),
  };
}

/** Those of practices are memberships all. */
async function membershipsOf(read: GraphRead, codes: readonly Code[]): Promise<readonly MembershipFact[]> {
  if (codes.length === 0) return [];
  return (await read(membershipVersions, { codes, sources: registerSources })) as MembershipFact[];
}

async function descriptionsOf(
  read: GraphRead,
  codes: readonly Code[],
): Promise<ReadonlyMap<Code, readonly DatedDescription[]>> {
  const found = await readDescriptions(read, codes, "Practice");
  return new Map(
    [...found].map(([code, all]) => [
      code,
      all.filter(({ organisation }) => isDescribedByRegister(organisation)),
    ]),
  );
}

/** What came before the first edition, after the last, or was taken back by somebody, who knows no edition. */
async function changedBeside(
  read: GraphRead,
  editions: readonly Pick<StoredEdition, "addedIn" | "knownFrom">[],
): Promise<ReadonlySet<Code> | null> {
  if (editions.length === 0) return null;
  const revisions = editions.map(({ addedIn }) => addedIn);
  const within = { first: Math.min(...revisions), last: Math.max(...revisions) };
  const instants = [...editions.map(({ knownFrom }) => knownFrom), stillBelieved];
  return new Set([
    ...(await read(organisationsBeside, within)),
    ...(await read(membershipsBeside, { ...within, sources: registerSources, instants })),
  ]);
}

/** What the register said by an instant, as the files of an import are compared with it. */
export function knownBy(
  { editions, others, replay, revision, sources }: StoredRegister,
  knownFrom: Instant,
): Known {
  const earlier = editions.filter((edition) => edition.knownFrom <= knownFrom);
  const last = replay.of(earlier).at(-1) ?? { practices: others.practices, memberships: [] };
  const ever = practicesEver(earlier);
  const memberships = last.memberships.filter(({ from }) => ever.has(from) || others.practices.has(from));
  const lives = new Map(others.lives);
  for (const [code, { opened, closed }] of last.practices)
    lives.set(code, { kind: "PRACTICE", opened, closed });
  return { practices: last.practices, memberships, lives, revision, sources };
}
