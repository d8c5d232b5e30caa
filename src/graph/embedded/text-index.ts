import type { GrafeoDB } from "@grafeo-db/js";
import type { Code } from "../../model/code.ts";
import type { TextQuery } from "../graph.ts";
import { textIndex } from "../statements/search.ts";
import { mapInSteps, type Turns } from "../work.ts";

const { label, property } = textIndex;

/** Making the index again would read every organisation again, so that one that answers is left as it is. */
export async function prepareTextIndex(database: GrafeoDB): Promise<void> {
  const answers = await database.textSearch(label, property, "a", 1).then(
    () => true,
    () => false,
  );
  // The other tokenizers drop words: this one takes each as it stands.
  if (!answers) await database.createTextIndex(label, property, { tokenizer: "standard" });
}

interface TextIndexParts {
  readonly database: GrafeoDB;
  /** In which what is found is read. */
  readonly turns: Turns;
  /** Told of an error, and answers what to throw in its place. */
  readonly failed: (error: unknown) => unknown;
  /** Told of what nobody waits for. */
  readonly onFault: (error: unknown) => void;
}

/** The engine's index of names, which it keeps in memory. */
export class TextIndex {
  readonly #parts: TextIndexParts;
  /** Resolves when it can be asked. */
  #ready: Promise<unknown> = Promise.resolve();
  /** Resolves that; null while it is there. */
  #restored: (() => void) | null = null;
  /** It could not be made anew, and is tried again by who needs it. */
  #missing = false;
  /** Of nodes that were found since the last write: each that is read is an object of the engine's, to be collected. */
  readonly #codes = new Map<number, Code>();

  constructor(parts: TextIndexParts) {
    this.#parts = parts;
  }

  /** Waits until it can be asked. @throws Unavailable where the disk has no room for it */
  async ready(): Promise<void> {
    await this.#ready;
    if (this.#missing) await this.#make();
  }

  /**
   * The codes that fit each query, the best first: one query after the other, so that what all of them find is not turned
   * into codes at once.
   */
  async search(queries: readonly TextQuery[], signal: AbortSignal | undefined): Promise<Code[][]> {
    const found: Code[][] = [];
    for (const query of queries) {
      signal?.throwIfAborted();
      found.push(await this.#searchOne(query, signal));
    }
    return found;
  }

  async #searchOne({ words, kinds, limit }: TextQuery, signal: AbortSignal | undefined): Promise<Code[]> {
    const { database, turns } = this.#parts;
    const filters = kinds.length === 0 ? undefined : { kind: { $in: kinds } };
    const found = await database.textSearch(label, property, words.join(" "), limit, filters);
    const codeOf = ([id = -1]: readonly number[]) => this.#codeOf(id);
    return turns.run(mapInSteps(found, codeOf), { signal });
  }

  #codeOf(id: number): Code {
    const known = this.#codes.get(id);
    if (known !== undefined) return known;
    const code = this.#parts.database.getNode(id)?.get("code") as Code;
    this.#codes.set(id, code);
    return code;
  }

  /** After each write: the number of a node that is gone may be another's. */
  forgetNodes(): void {
    this.#codes.clear();
  }

  /**
   * Takes the index away until `restore`, for which searches wait: in a transaction that takes away many organisations, or
   * finds many by other words. The engine takes each out of the index at the cost of all: 10 s for England's, 2.5 ms for
   * one, while making it anew takes 0.2 s. Where the process is killed meanwhile, it is made when the file is opened next.
   */
  async drop(): Promise<void> {
    if (this.#restored) return;
    this.#ready = new Promise<void>((resolve) => {
      this.#restored = resolve;
    });
    // One that cannot be dropped makes the transaction slow, not wrong.
    await this.#parts.database.dropTextIndex(label, property).catch(() => {});
  }

  /** Makes the index anew where it was dropped. What is written is written, whatever becomes of its index. */
  async restore(): Promise<void> {
    const restored = this.#restored;
    if (!restored) return;
    await this.#make().catch(this.#parts.onFault);
    this.#restored = null;
    restored();
  }

  async #make(): Promise<void> {
    this.#missing = true;
    try {
      await prepareTextIndex(this.#parts.database);
      this.#missing = false;
    } catch (error) {
      throw this.#parts.failed(error);
    }
  }
}
