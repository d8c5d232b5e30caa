import type { DatedDescription } from "../../graph/dated-description.ts";
import { storedEditions } from "../../graph/read-editions.ts";
import { readEdition } from "../../graph/statements/editions.ts";
import {
  lifespansNow,
  membershipVersions,
  practicesNow,
  revisionNow,
  storedSourcesByCode,
} from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import { type Edition, isOfRegister as isRegister, registerSources } from "../../model/editions.ts";
import type { Source } from "../../model/source.ts";
import { type CountsByCode, type Read, readCounts, readDescriptions } from "../counts.ts";
import type { FoldedRegister } from "./fold.ts";
import type { Known, MembershipFact } from "./known.ts";
import { isDescribedByRegister, type Others, replay } from "./replay.ts";

/** What the graph holds when the import begins. */
export interface StoredRegister {
  readonly revision: number;
  readonly editions: readonly Edition[];
  readonly others: Others;
  readonly register: FoldedRegister;
  readonly counts: CountsByCode;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Reads what the files are compared with. */
export async function readStored(read: Read): Promise<StoredRegister> {
  const [revision = 0] = await read(revisionNow, {});
  const lives = new Map(await read(lifespansNow, {}));
  const practices = await read(practicesNow, {});
  for (const { code } of practices) lives.delete(code);
  const known = await read(storedSourcesByCode, { codes: registerSources });
  const ofEditions = practices.filter(
    (practice) => isDescribedByRegister(practice) && practice.describedOn != null,
  );
  const edited = new Set(ofEditions.map(({ code }) => code));
  const others = practices.filter(({ code }) => !edited.has(code));
  return {
    revision,
    editions: (await storedEditions(read, isRegister)).map((stored) => readEdition(stored) as Edition),
    counts: await readCounts(read),
    others: { practices: new Map(others.map((practice) => [practice.code, practice])), lives },
    register: {
      practices: practices.map(({ code }) => code),
      // Those of practices are memberships all.
      membershipsOf: async (codes) =>
        (await read(membershipVersions, { codes, sources: registerSources })) as MembershipFact[],
      descriptionsOf: (codes) => descriptionsOf(read, codes),
    },
    sources: new Map(known.map((source) => [source.code, source])),
  };
}

async function descriptionsOf(
  read: Read,
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

/** What the register said by an instant, as the files of an import are compared with it. */
export function knownBy({ editions, others, revision, sources }: StoredRegister, knownFrom: Instant): Known {
  const earlier = editions.filter((edition) => edition.knownFrom <= knownFrom);
  const last = [...replay(earlier, others)].at(-1) ?? { practices: others.practices, memberships: [] };
  const lives = new Map(others.lives);
  for (const [code, { opened, closed }] of last.practices)
    lives.set(code, { kind: "PRACTICE", opened, closed });
  return { ...last, lives, revision, sources };
}
