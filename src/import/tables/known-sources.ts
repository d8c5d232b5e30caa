import { readCovers } from "../../model/coverage.ts";
import { isToCome } from "../../model/dates.ts";
import { isWebAddress, type Source, whenPublished } from "../../model/source.ts";
import { fault, shown } from "../report/faults.ts";
import type { Cells } from "./cells.ts";

const sourceCode = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/** The sources that rows may cite: those of the graph, and those that the import brings. */
export class KnownSources {
  readonly #sources: Map<string, Source>;
  /** Those of the import that nothing to be written has cited yet. */
  readonly #unwritten = new Set<string>();

  constructor(sources: readonly Source[]) {
    this.#sources = new Map(sources.map((source) => [source.code, source]));
  }

  get(code: string): Source | undefined {
    return this.#sources.get(code);
  }

  /** Takes a source, to be written with the first thing that cites it. */
  take(source: Source): void {
    this.#sources.set(source.code, source);
    this.#unwritten.add(source.code);
  }

  /** The source to write with something that cites it: one that is new, the first time. */
  bring(code: string): Source[] {
    const source = this.#sources.get(code);
    return source && this.#unwritten.delete(code) ? [source] : [];
  }

  /**
   * Takes the source that a row of facts or organisations brings. Rejects the row where it cites none that is known and
   * brings none, or says otherwise of one that is known.
   */
  cite(cells: Cells): void {
    const code = cells.needed("source");
    const known = this.#sources.get(code);
    if (cells.text("sourceTitle") === null) {
      if (known !== undefined) return;
      fault(
        cells.label("source"),
        `${shown(code)} is not a source that is known: expected one that is, or its sourceTitle, publisher and published in the row, or a file of sources`,
      );
    }
    const given = sourceInRow(cells, { code: "source", title: "sourceTitle" });
    refuseToCome(cells, given, known);
    if (known === undefined) this.take(given);
    else refuseOther(cells, given, known);
  }
}

/** Refuses what was published after today, unless that is what is known of the source. */
export function refuseToCome(cells: Cells, { published }: Source, known: Source | undefined): void {
  if (published === known?.published || !isToCome(published)) return;
  fault(cells.label("published"), `${shown(published)} is to come: expected ${whenPublished()}`);
}

function refuseOther(cells: Cells, given: Source, known: Source): void {
  const other = (["title", "publisher", "published", "url", "licence"] as const).find(
    (property) => given[property] !== null && given[property] !== known[property],
  );
  if (other === undefined) return;
  fault(
    cells.label(other === "title" ? "sourceTitle" : other),
    `${shown(String(given[other]))} is not what is known of the source ${known.code}: expected ${shown(String(known[other]))}, or a code of its own for another source`,
  );
}

/** A source from the cells of a row. @param named the columns of its code and title */
export function sourceInRow(cells: Cells, named: { readonly code: string; readonly title: string }): Source {
  const code = cells.needed(named.code);
  if (!sourceCode.test(code)) {
    fault(
      cells.label(named.code),
      `${shown(code)} is not a source's code: expected letters, digits, dots and hyphens, such as HSJ-2011-03`,
    );
  }
  return {
    code,
    title: cells.needed(named.title),
    publisher: cells.needed("publisher"),
    published: cells.needed("published"),
    url: addressIn(cells),
    licence: cells.text("licence"),
    ...covering(cells),
  };
}

/** Where it can be read: what pages show as a link, and must only lead somewhere. */
function addressIn(cells: Cells): string | null {
  const url = cells.text("url");
  if (url === null || isWebAddress(url)) return url;
  return fault(
    cells.label("url"),
    `${shown(url)} is not a web address: expected one that begins with http:// or https://, such as https://www.example.org/letter`,
  );
}

/** What it says that it covers, where the table has a column for that. */
function covering(cells: Cells): Pick<Source, "covers"> {
  if (!cells.has("covers") || cells.text("covers") === null) return {};
  const covers = cells.list("covers");
  const wrong = covers.find((text) => readCovers(text) === null);
  if (wrong !== undefined) {
    fault(
      cells.label("covers"),
      `${shown(wrong)} is not what a source covers: expected what, of whom, and from when to when, such as "MEMBERSHIP of PRACTICE in CONSORTIUM 2013-04-01/2019-08-31", with ".." for no bound`,
    );
  }
  return { covers };
}
