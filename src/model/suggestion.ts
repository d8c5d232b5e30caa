import type { Code } from "./code.ts";
import { compareText } from "./trust.ts";

/** Consortia for a practice that is in none: what its neighbours did, as evidence. Never applied. */

/** The practices of a neighbourhood that are in a consortium, by consortium; a practice may be in several. */
export interface Neighbourhood {
  /** Where it is, in words, such as "QX12". */
  readonly place: string;
  readonly members: readonly { readonly consortium: Code; readonly practices: readonly Code[] }[];
}

export interface SuggestedConsortium {
  readonly consortium: Code;
  /** 0 to 100: of the nearest neighbourhood in which it has members. */
  readonly sharePct: number;
  readonly evidence: string;
}

/** More is no help: neighbours' consortia beyond the first few have hardly any of them. */
const maxSuggestions = 5;

/**
 * The consortia of the neighbours, the best first: by share in the nearest neighbourhood, then those that have members in
 * the next only; by code among equals.
 * @param neighbourhoods the nearest first; the practice itself is in no consortium, so it counts in none
 */
export function suggestionsFrom(neighbourhoods: readonly Neighbourhood[]): SuggestedConsortium[] {
  const found = neighbourhoods.flatMap(sharesIn);
  const consortia = [...new Set(found.map(({ consortium }) => consortium))];
  return consortia.slice(0, maxSuggestions).map((consortium) => {
    const shares = found.filter((share) => share.consortium === consortium);
    return {
      consortium,
      sharePct: shares[0]?.sharePct ?? 0,
      evidence: shares.map(({ words }) => words).join("; "),
    };
  });
}

function sharesIn({ place, members }: Neighbourhood) {
  const all = new Set(members.flatMap(({ practices }) => practices)).size;
  return members
    .map(({ consortium, practices }) => ({
      consortium,
      sharePct: Math.round((practices.length / all) * 1_000) / 10,
      words: inWords(practices.length, all, place),
    }))
    .sort((a, b) => b.sharePct - a.sharePct || compareText(a.consortium, b.consortium));
}

function inWords(count: number, all: number, place: string): string {
  if (all === 1) return `the only other practice in ${place} that is in a consortium is a member`;
  return `${count} of the ${all} other practices in ${place} that are in a consortium ${count === 1 ? "is a member" : "are members"}`;
}
