import type { Params, Statement } from "../graph/graph.ts";
import { areaNames, formerNames, organisationNames, otherNames } from "../graph/statements/search.ts";
import type { Code } from "../model/code.ts";
import type { Initials } from "../model/search.ts";
import {
  initialsIn,
  isOneSlipAway,
  mayBeInitials,
  mayBeMisspelt,
  shortenings,
  wordsIn,
} from "../model/words.ts";
import type { Pace } from "./pace.ts";

/** What of a request's context the words are read with. */
interface Reading {
  readonly state: { readonly revision: number | null };
  readonly pace: Pace;
  read<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R[]>;
}

/** Words by each of their shortenings. */
type Shortened = ReadonlyMap<string, readonly string[]>;

/** England's names have about 8,000; of a larger vocabulary the words behind these are not found where they are misspelt. */
const maxWords = 100_000;
/** A misspelt word is looked for as so many others at the most. */
const maxMeant = 12;

/** All names, on whatever day, of organisations that have had several. */
type NamesByCode = ReadonlyMap<Code, readonly string[]>;

/**
 * The words of all names that the graph has, or had, in memory: made when a word is first found nowhere, and again once
 * the graph has changed; and the names of those that have had several, made when a search first asks for them. One for all
 * requests of a process.
 */
export class KnownWords {
  readonly #shortened = new OnceARevision(shortenedOf);
  readonly #initials = new OnceARevision(initialsOf);
  readonly #several = new OnceARevision(severalOf);

  /** The known words that each of these may be a misspelling of, by one letter. */
  async meantBy(context: Reading, words: readonly string[]): Promise<readonly string[]> {
    const misspelt = words.filter(mayBeMisspelt);
    if (misspelt.length === 0) return [];
    const known = await this.#shortened.made(context);
    const meant = await context.pace.map(misspelt, (word) => {
      const near = [...shortenings(word)].flatMap((short) => known.get(short) ?? []);
      return [...new Set(near)].filter((other) => isOneSlipAway(word, other)).slice(0, maxMeant);
    });
    return [...new Set(meant.flat())];
  }

  /** What these words may be the initials of, as areas are called by them: of practices there are too many for initials to tell. */
  async initialsAmong(context: Reading, words: readonly string[]): Promise<Initials> {
    const possible = words.filter(mayBeInitials);
    if (possible.length === 0) return new Map();
    const known = await this.#initials.made(context);
    return new Map(
      possible.flatMap((word): [string, readonly (readonly string[])[]][] => {
        const places = known.get(word);
        return places ? [[word, places.slice(0, maxMeant)]] : [];
      }),
    );
  }

  /** Which names organisations have had that have had several: whatever the clocks, so that more than theirs may be among them. */
  otherNames(context: Reading): Promise<NamesByCode> {
    return this.#several.made(context);
  }
}

/** What is made of a graph, and again once it has changed. */
class OnceARevision<T> {
  readonly #make: (context: Reading) => Promise<T>;
  #cached: { readonly revision: number | null; readonly made: Promise<T> } | null = null;

  constructor(make: (context: Reading) => Promise<T>) {
    this.#make = make;
  }

  async made(context: Reading): Promise<T> {
    const { revision } = context.state;
    const cached = this.#cached;
    if (cached && cached.revision === revision && revision !== null) {
      // Whoever began it may have been ended meanwhile, which is no reason to end this request.
      const made = await cached.made.catch(() => null);
      if (made) return made;
      if (this.#cached === cached) this.#cached = null;
      return this.made(context);
    }
    const made = this.#make(context);
    this.#cached = { revision, made };
    return made;
  }
}

async function severalOf(context: Reading): Promise<NamesByCode> {
  const names = new Map<Code, string[]>();
  await context.pace.map(await context.read(otherNames, {}), ({ code, present, other }) => {
    const known = names.get(code);
    if (known) known.push(other);
    else names.set(code, [present, other]);
  });
  return names;
}

async function initialsOf(context: Reading): Promise<Initials> {
  const initials = new Map<string, (readonly string[])[]>();
  await context.pace.map(await context.read(areaNames, {}), (name) => {
    for (const [letters, words] of initialsIn(name)) {
      const places = initials.get(letters) ?? [];
      const isKnown = places.some((place) => place.join(" ") === words.join(" "));
      if (!isKnown) initials.set(letters, [...places, words]);
    }
  });
  return initials;
}

async function shortenedOf(context: Reading): Promise<Shortened> {
  const { pace } = context;
  const rows = [...(await context.read(organisationNames, {})), ...(await context.read(formerNames, {}))];
  const words = new Set<string>();
  await pace.map(rows, (name) => {
    for (const word of wordsIn(name)) if (words.size < maxWords && mayBeMisspelt(word)) words.add(word);
  });
  const shortened = new Map<string, string[]>();
  await pace.map(words, (word) => {
    for (const short of shortenings(word)) {
      const others = shortened.get(short);
      if (others) others.push(word);
      else shortened.set(short, [word]);
    }
  });
  return shortened;
}
