import type { GraphRead } from "../graph/graph.ts";
import { refuseUnlogged } from "../graph/statements/logged-revision.ts";

/** The earlier revisions that a request's fields name: each is looked up once, before anything is read at it. */
export class NamedRevisions {
  readonly #read: GraphRead;
  readonly #named = new Map<number, Promise<void> | null>();

  constructor(read: GraphRead) {
    this.#read = read;
  }

  name(revision: number): void {
    if (!this.#named.has(revision)) this.#named.set(revision, null);
  }

  /**
   * Before a statement that reads at a revision; undefined where nothing has to be looked up.
   * @throws BadUserInput for a number that the dataset never had: a restore in the place of another graph leaves some out
   */
  check({ atRevision }: { readonly atRevision?: unknown }): Promise<void> | undefined {
    if (typeof atRevision !== "number" || !this.#named.has(atRevision)) return undefined;
    const looked = this.#named.get(atRevision) ?? refuseUnlogged(this.#read, atRevision);
    this.#named.set(atRevision, looked);
    return looked;
  }
}
