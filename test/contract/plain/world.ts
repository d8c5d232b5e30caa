import { type Changes, factIdOf } from "../../../src/graph/recorder.ts";
import type { Code } from "../../../src/model/code.ts";
import type { Clocks, Instant } from "../../../src/model/dates.ts";
import { type Fact, notEnded } from "../../../src/model/facts.ts";
import type { OrganisationKind } from "../../../src/model/kinds.ts";
import type { Description, OrganisationRecord } from "../../../src/model/organisation.ts";
import type { Source } from "../../../src/model/source.ts";

interface Described {
  readonly description: Description;
  readonly from: Instant;
  readonly addedIn: number;
}

/** All that a graph was ever told, in memory: the plain counterpart of the graph that `record` writes. */
export class World {
  readonly sources = new Map<string, Source>();
  readonly facts: Fact[] = [];
  readonly #organisations = new Map<Code, { kind: OrganisationKind; descriptions: Described[] }>();

  /** How many changes it was told. */
  revision = 0;

  /** Takes the same changes as `record`. */
  tell(changes: Changes, recordedAt: Instant): void {
    const addedIn = ++this.revision;
    for (const source of changes.sources ?? []) this.sources.set(source.code, source);
    for (const { kind, code, ...description } of changes.organisations ?? []) {
      this.#organisations.set(code, { kind, descriptions: [{ description, from: recordedAt, addedIn }] });
    }
    for (const { code, ...description } of changes.redescribed ?? []) {
      this.#organisations.get(code)?.descriptions.unshift({ description, from: recordedAt, addedIn });
    }
    const retracted = new Set(changes.retracted?.map(({ factId }) => factId));
    for (const [index, fact] of this.facts.entries()) {
      if (retracted.has(fact.factId))
        this.facts[index] = { ...fact, retractedAt: recordedAt, knownTo: recordedAt, removedIn: addedIn };
    }
    for (const { recordedAt: learned = recordedAt, ...fact } of changes.facts ?? []) {
      const factId = factIdOf(fact, learned);
      const clocks = { recordedAt: learned, knownFrom: learned, ...notEnded, addedIn };
      this.facts.push({ ...fact, factId, ...clocks });
    }
  }

  /** @param atRevision the present one where absent */
  at(clocks: Pick<Clocks, "asOf" | "knownAt"> & { readonly atRevision?: number }): View {
    const { atRevision = this.revision } = clocks;
    const organisations = new Map<Code, OrganisationRecord>();
    for (const [code, { kind, descriptions }] of this.#organisations) {
      const told = descriptions.filter(({ addedIn }) => addedIn <= atRevision);
      const believed = told.find(({ from }) => from <= clocks.knownAt);
      if (believed) organisations.set(code, { ...believed.description, kind, code });
    }
    const believed = this.#told(atRevision).filter(
      ({ recordedAt, retractedAt }) =>
        recordedAt <= clocks.knownAt && (retractedAt === null || clocks.knownAt < retractedAt),
    );
    const facts = believed.filter((fact) => spans(fact.validFrom, fact.validTo, clocks.asOf));
    return { ...clocks, organisations, facts, sources: this.sources };
  }

  /** The facts as they stood after so many changes: what came later had not been told yet. */
  #told(revision: number): Fact[] {
    return this.facts
      .filter(({ addedIn }) => addedIn <= revision)
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
}

/** Whether a day lies in a period whose ends may be unknown or open. */
export function spans(from: string | null, to: string | null, day: string): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}
