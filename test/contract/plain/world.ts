import { type Changes, factIdOf } from "../../../src/graph/recorder.ts";
import type { Code } from "../../../src/model/code.ts";
import type { Clocks, Instant } from "../../../src/model/dates.ts";
import type { Fact } from "../../../src/model/facts.ts";
import type { OrganisationKind } from "../../../src/model/kinds.ts";
import type { Description, OrganisationRecord } from "../../../src/model/organisation.ts";
import type { Source } from "../../../src/model/source.ts";

interface Described {
  readonly description: Description;
  readonly from: Instant;
}

/** All that a graph was ever told, in memory: the plain counterpart of the graph that `record` writes. */
export class World {
  readonly sources = new Map<string, Source>();
  readonly facts: Fact[] = [];
  readonly #organisations = new Map<Code, { kind: OrganisationKind; descriptions: Described[] }>();

  /** Takes the same changes as `record`. */
  tell(changes: Changes, recordedAt: Instant): void {
    for (const source of changes.sources ?? []) this.sources.set(source.code, source);
    for (const { kind, code, ...description } of changes.organisations ?? []) {
      this.#organisations.set(code, { kind, descriptions: [{ description, from: recordedAt }] });
    }
    for (const { code, ...description } of changes.redescribed ?? []) {
      this.#organisations.get(code)?.descriptions.unshift({ description, from: recordedAt });
    }
    const retracted = new Set(changes.retracted?.map(({ factId }) => factId));
    for (const [index, fact] of this.facts.entries()) {
      if (retracted.has(fact.factId)) this.facts[index] = { ...fact, retractedAt: recordedAt };
    }
    for (const { recordedAt: learned = recordedAt, ...fact } of changes.facts ?? []) {
      this.facts.push({ ...fact, factId: factIdOf(fact, learned), recordedAt: learned, retractedAt: null });
    }
  }

  at(clocks: Pick<Clocks, "asOf" | "knownAt">): View {
    const organisations = new Map<Code, OrganisationRecord>();
    for (const [code, { kind, descriptions }] of this.#organisations) {
      const believed = descriptions.find(({ from }) => from <= clocks.knownAt);
      if (believed) organisations.set(code, { ...believed.description, kind, code });
    }
    const believed = this.facts.filter(
      ({ recordedAt, retractedAt }) =>
        recordedAt <= clocks.knownAt && (retractedAt === null || clocks.knownAt < retractedAt),
    );
    const facts = believed.filter((fact) => spans(fact.validFrom, fact.validTo, clocks.asOf));
    return { ...clocks, organisations, facts, sources: this.sources };
  }
}

/** What of a world is seen at both clocks. */
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
