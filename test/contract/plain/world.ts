import type { SaidCount } from "../../../src/graph/counted.ts";
import { claimIdOf } from "../../../src/graph/fact-id.ts";
import { factIdOf, type GraphChanges } from "../../../src/graph/recorder.ts";
import type { Code } from "../../../src/model/code.ts";
import { holdingCount } from "../../../src/model/counts.ts";
import type { Clocks, Instant, IsoDate } from "../../../src/model/dates.ts";
import { type Fact, notEnded } from "../../../src/model/facts.ts";
import type { OrganisationKind } from "../../../src/model/kinds.ts";
import type { Description, OrganisationRecord } from "../../../src/model/organisation.ts";
import type { Source } from "../../../src/model/source.ts";

interface Described {
  readonly description: Description;
  readonly from: Instant;
  readonly addedIn: number;
  /** From which day an edition says so; null: of all days. */
  readonly day: IsoDate | null;
}
type ToldCount = SaidCount & { readonly addedIn: number };

/** What editions tell of one body in one change. */
export interface Edited {
  readonly code: Code;
  readonly stated: {
    readonly knownFrom: Instant;
    readonly day: IsoDate;
    readonly record: OrganisationRecord;
  } | null;
  readonly counts: readonly SaidCount[];
}

/** All that a graph was ever told, in memory: the plain counterpart of the graph that `record` writes. */
export class World {
  readonly sources = new Map<string, Source>();
  readonly facts: Fact[] = [];
  /** From which days to which the sources tell of standings; nothing where none says. */
  covers: readonly { readonly from: IsoDate; readonly to: IsoDate; readonly addedIn: number }[] = [];
  readonly #organisations = new Map<
    Code,
    { kind: OrganisationKind; descriptions: Described[]; counts: ToldCount[] }
  >();

  /** How many changes it was told. */
  revision = 0;

  /** Takes the same changes as `record`. */
  tell(changes: GraphChanges, recordedAt: Instant, edited: readonly Edited[] = []): void {
    const addedIn = ++this.revision;
    for (const source of changes.sources ?? []) this.sources.set(source.code, source);
    for (const { kind, code, ...description } of changes.organisations ?? []) {
      const told = { description, from: recordedAt, addedIn, day: null };
      this.#organisations.set(code, { kind, descriptions: [told], counts: [] });
    }
    for (const { code, ...description } of changes.redescribed ?? []) {
      this.#organisations.get(code)?.descriptions.push({ description, from: recordedAt, addedIn, day: null });
    }
    for (const one of edited) this.#edit(one, addedIn);
    const retracted = new Set(changes.retracted?.map(({ factId }) => factId));
    const superseded = new Set(changes.superseded?.map(({ factId }) => factId));
    for (const [index, fact] of this.facts.entries()) {
      if (retracted.has(fact.factId) && fact.supersededIn == null)
        this.facts[index] = { ...fact, retractedAt: recordedAt, knownTo: recordedAt, removedIn: addedIn };
      if (superseded.has(fact.factId) && fact.supersededIn == null)
        this.facts[index] = { ...fact, retractedAt: fact.retractedAt ?? recordedAt, supersededIn: addedIn };
    }
    for (const { recordedAt: learned = recordedAt, knownFrom, knownTo = null, ...fact } of changes.facts ??
      []) {
      const factId = knownFrom === undefined ? factIdOf(fact, learned) : claimIdOf(fact);
      const ended =
        knownTo === null ? notEnded : { ...notEnded, retractedAt: recordedAt, removedIn: addedIn };
      const clocks = { recordedAt: learned, knownFrom: knownFrom ?? learned, ...ended, knownTo, addedIn };
      this.facts.push({ ...fact, factId, ...clocks });
    }
  }

  #edit({ code, stated, counts }: Edited, addedIn: number): void {
    const told = this.#organisations.get(code);
    if (!told) throw new Error(`Nobody told of ${code}`);
    if (stated) {
      const { record, knownFrom, day } = stated;
      told.descriptions.push({ description: record, from: knownFrom, addedIn, day });
    }
    told.counts.push(...counts.map((count) => ({ ...count, addedIn })));
  }

  /** The bodies of the first change, as they were described then. */
  firstBodies(): OrganisationRecord[] {
    return [...this.#organisations].flatMap(
      ([
        code,
        {
          kind,
          descriptions: [first],
        },
      ]) => (first?.addedIn === 1 ? [{ ...first.description, kind, code }] : []),
    );
  }

  /** All that was told of a body by a revision, in the order in which it was published. */
  toldOf(code: Code, revision: number) {
    const byThen = ({ addedIn }: { readonly addedIn: number }) => addedIn <= revision;
    const told = this.#organisations.get(code);
    if (!told) throw new Error(`Nobody told of ${code}`);
    const { kind, descriptions, counts } = told;
    return {
      stated: inOrder(descriptions.filter(byThen)).map(({ description, day, from }) => ({
        ...{ day, knownFrom: from },
        record: { ...description, kind, code },
      })),
      counts: [...countsOf(descriptions), ...counts.filter(byThen)],
    };
  }

  /** @param atRevision the present one where absent */
  at(clocks: Pick<Clocks, "asOf" | "knownAt"> & { readonly atRevision?: number }): View {
    const { atRevision = this.revision } = clocks;
    const organisations = new Map<Code, OrganisationRecord>();
    for (const [code, { kind, descriptions, counts }] of this.#organisations) {
      const known = <T extends { addedIn: number }>(from: Instant, { addedIn }: T) =>
        from <= clocks.knownAt && addedIn <= atRevision;
      const told = inOrder(descriptions.filter((one) => known(one.from, one)));
      const last = told.at(-1);
      if (!last) continue;
      const shown = { ...last.description, ...namedOn(told, clocks.asOf), kind, code };
      const own = countsOf(told.filter(({ day }) => day === null));
      const all = [...own, ...counts.filter((one) => known(one.knownFrom, one))];
      const isEdited = counts.length > 0 || descriptions.some(({ day }) => day !== null);
      organisations.set(code, isEdited ? holdingCount(shown, serving(all, clocks.asOf)) : shown);
    }
    const believed = this.#told(atRevision).filter(
      ({ knownFrom, knownTo }) =>
        knownFrom <= clocks.knownAt && (knownTo === null || clocks.knownAt < knownTo),
    );
    const facts = believed.filter((fact) => spans(fact.validFrom, fact.validTo, clocks.asOf));
    const covers = this.covers.filter(({ addedIn }) => addedIn <= atRevision);
    const isCovered = covers.length === 0 || covers.some(({ from, to }) => spans(from, to, clocks.asOf));
    return { ...clocks, organisations, facts, sources: this.sources, isCovered };
  }

  /** The facts as they stood after so many changes: what came later had not been told yet. */
  #told(revision: number): Fact[] {
    return this.facts
      .filter(({ addedIn, supersededIn }) => addedIn <= revision && revision < (supersededIn ?? Infinity))
      .map((fact) =>
        fact.removedIn !== null && fact.removedIn > revision ? { ...fact, ...notEnded } : fact,
      );
  }
}

/** What of a world is seen at the clocks. */
export interface View {
  readonly asOf: Clocks["asOf"];
  readonly knownAt: Clocks["knownAt"];
  /** Every organisation heard of by `knownAt`, as described then. */
  readonly organisations: ReadonlyMap<Code, OrganisationRecord>;
  readonly facts: readonly Fact[];
  readonly sources: ReadonlyMap<string, Source>;
  /** Whether any source tells of standings on that day. */
  readonly isCovered: boolean;
}

const inOrder = (told: readonly Described[]): Described[] =>
  told.toSorted((a, b) => (a.from === b.from ? a.addedIn - b.addedIn : a.from < b.from ? -1 : 1));

/** Its name and the like on a day: what the last edition by then says; before all of them, what the first does. */
function namedOn(told: readonly Described[], asOf: IsoDate) {
  let said: Described[] = [];
  for (const one of told) said = one.day === null ? [one] : [...said, one];
  const { description, day } =
    said.findLast(({ day }) => day === null || day <= asOf) ?? (said[0] as Described);
  const { name, postcode, odsSubType } = description;
  return { name, postcode, odsSubType, describedOn: day };
}

/** The count in the first description: what is said of a body later says nothing of patients. */
function countsOf([first]: readonly Described[]): SaidCount[] {
  if (!first || first.description.listSize === null) return [];
  const { listSize, listSizeOn, source, confidence } = first.description;
  return [{ listSize, listSizeOn, source, confidence, knownFrom: first.from }];
}

/** The latest by a day, else the first after it; one of no day where no other is known. Of one day the last that was said. */
function serving(all: readonly SaidCount[], asOf: IsoDate): SaidCount | null {
  const said = all.toSorted((a, b) => (a.knownFrom < b.knownFrom ? -1 : a.knownFrom > b.knownFrom ? 1 : 0));
  const days = [...new Set(said.flatMap(({ listSizeOn }) => listSizeOn ?? []))].sort();
  const day = days.findLast((one) => one <= asOf) ?? days[0] ?? null;
  return said.findLast(({ listSizeOn }) => listSizeOn === day) ?? null;
}

/** Whether a day lies in a period whose ends may be unknown or open. */
export function spans(from: string | null, to: string | null, day: string): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}
