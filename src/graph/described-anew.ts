import type { RedescribedOrganisation } from "../model/audit.ts";
import type { Code } from "../model/code.ts";
import { countIn } from "../model/counts.ts";
import type { Instant } from "../model/dates.ts";
import { countsIn, withCounts, withoutCounts } from "./counted.ts";
import type { DatedDescription, DescriptionChange } from "./dated-description.ts";
import { differenceOf } from "./described.ts";
import type { Transaction } from "./graph.ts";
import { storedDescriptions, storedOrganisationsOf } from "./statements/whole-graph.ts";

interface Redescribed {
  readonly redescribed: readonly RedescribedOrganisation[];
  readonly descriptions: readonly DescriptionChange[];
}

/**
 * Organisations that are described anew for all days, of which the graph tells otherwise of some: that ends, and counts of
 * patients stay, since each is of its own day.
 */
export async function describedAnew(
  transaction: Transaction,
  redescribed: readonly RedescribedOrganisation[],
  recordedAt: Instant,
): Promise<Redescribed> {
  const codes = redescribed.map(({ code }) => code);
  const former = codes.length === 0 ? [] : await transaction.run(storedDescriptions, { codes });
  const notSuperseded = former.filter(({ supersededIn }) => supersededIn === null);
  const ofDays = new Set(notSuperseded.filter(isOfDays).map(({ organisation }) => organisation.code));
  if (ofDays.size === 0) return { redescribed, descriptions: [] };
  const present = await transaction.run(storedOrganisationsOf, { codes: [...ofDays] });
  const there = (code: Code) =>
    [...present, ...notSuperseded].filter(({ organisation }) => organisation.code === code);
  return {
    redescribed: redescribed.filter(({ code }) => !ofDays.has(code)),
    descriptions: redescribed
      .filter(({ code }) => ofDays.has(code))
      .flatMap((record) => forAllDays(record, there(record.code), recordedAt)),
  };
}

const isOfDays = ({ knownTo, validTo }: DatedDescription): boolean => knownTo === null && validTo !== null;

function forAllDays(
  record: RedescribedOrganisation,
  there: readonly DatedDescription[],
  recordedAt: Instant,
): DescriptionChange[] {
  const before = withoutCounts(there).map((description) =>
    description.knownTo === null ? { ...description, knownTo: recordedAt } : description,
  );
  const [known] = there;
  if (!known) throw new Error(`${record.code} is described in no way`);
  const organisation = { ...record, kind: known.organisation.kind };
  const now = { organisation, knownFrom: recordedAt, knownTo: null, validFrom: null, validTo: null };
  const count = countIn(organisation);
  const counts = [...countsIn(there), ...(count ? [{ ...count, knownFrom: recordedAt }] : [])];
  return differenceOf(withCounts([...before, now], counts), there);
}
