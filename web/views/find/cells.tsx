import { Link } from "wouter";
import { inWords } from "../../app/months.ts";
import { inCounts, inPercent } from "../../parts/figures.ts";
import { type ColumnPath, type FoundRow, isAnswered, valuesAt } from "./columns.ts";
import { inWordsOf } from "./vocabulary.ts";

/** An organisation in an answer, wherever it stands. */
interface FoundOrganisation {
  readonly code: string;
  readonly name: string;
  readonly confidence?: unknown;
}

export function isFoundOrganisation(value: unknown): value is FoundOrganisation {
  return typeof value === "object" && value !== null && "code" in value && "name" in value;
}

interface CellProps {
  readonly row: FoundRow;
  readonly path: ColumnPath;
  /** Whether the column shows states. */
  readonly isState: boolean;
  readonly linkOf: (code: string) => string;
}

/** What a row shows in a column; what is not known is said so. */
export function FoundCell({ row, path, isState, linkOf }: CellProps) {
  if (!isAnswered(row, path)) return "…";
  const values = valuesAt(row, path);
  if (values.length === 0) return <span className="note">none known</span>;
  const isOwnName = path.length === 1 && path[0] === "name" && isFoundOrganisation(row);
  const shown = isOwnName ? [row] : values;
  return shown.map((value, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same value may stand twice
    <span key={index}>
      {index > 0 && "; "}
      <Value value={value} path={path} isState={isState} linkOf={linkOf} />
    </span>
  ));
}

function Value({ value, path, isState, linkOf }: Omit<CellProps, "row"> & { readonly value: unknown }) {
  if (!isFoundOrganisation(value)) return isState ? inWordsOf(String(value)) : textOf(value, path);
  return (
    <Link href={linkOf(value.code)} className={value.confidence === "SYNTHETIC" ? "synthetic" : undefined}>
      {value.name}
    </Link>
  );
}

function textOf(value: unknown, path: ColumnPath): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return /share/i.test(path.at(-1) ?? "") ? inPercent(value) : inCounts(value);
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? inWords(text) : text;
}
