import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { inCounts, inPercent, inPounds } from "../../parts/figures.ts";
import { saveCsvText } from "../../parts/save-blob.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import { type PctMoney, recipientsInWords, rests, type ShaMoney } from "./money.ts";

interface ShaTableProps {
  readonly caption: string;
  readonly shas: readonly ShaMoney[];
}

/** The same as England's picture: each SHA's budgets, and how much of them is known to be delegated. */
export function ShaTable({ caption, shas }: ShaTableProps) {
  const linkTo = useLinkTo();
  const columns: readonly Column<ShaMoney>[] = [
    {
      key: "name",
      title: "SHA",
      width: 11,
      cell: ({ code, name }) => (code ? <Link href={linkTo("/flows", { in: code })}>{name}</Link> : name),
      sort: ({ name }) => name,
    },
    amountColumn("budget", "Budgets", ({ budgetGbp }) => budgetGbp),
    amountColumn("delegated", "Delegated", ({ delegatedGbp }) => delegatedGbp),
    shareColumn(),
    {
      key: "minimum",
      title: "Minimum",
      width: 7,
      numeric: true,
      cell: ({ minimumShare }) => (minimumShare === null ? "none known" : inPercent(minimumShare)),
      sort: ({ minimumShare }) => minimumShare,
    },
    {
      key: "pcts",
      title: "PCTs, amount known of",
      width: 7,
      numeric: true,
      cell: ({ pcts }) => `${inCounts(pcts.length)}, ${inCounts(knownOf(pcts))}`,
      sort: ({ pcts }) => knownOf(pcts),
    },
  ];
  return (
    <WithFile pcts={shas.flatMap(({ pcts }) => pcts)} fileName="money-by-pct.csv">
      <DataTable caption={caption} columns={columns} rows={shas} rowKey={({ name }) => name} />
    </WithFile>
  );
}

const knownOf = (pcts: readonly PctMoney[]): number =>
  pcts.filter(({ delegatedGbp }) => delegatedGbp !== null).length;

interface PctTableProps {
  readonly caption: string;
  readonly pcts: readonly PctMoney[];
  readonly fileName: string;
}

/** The same as an area's picture: each PCT's budget, to whom how much of it went, and what of it is not known. */
export function PctTable({ caption, pcts, fileName }: PctTableProps) {
  const linkTo = useLinkTo();
  const columns: readonly Column<PctMoney>[] = [
    {
      key: "name",
      title: "PCT",
      width: 10,
      cell: ({ pct }) => <Link href={linkTo(`/organisations/${pct.code}`)}>{pct.name}</Link>,
      sort: ({ pct }) => pct.name,
    },
    amountColumn("budget", "Budget", ({ budgetGbp }) => budgetGbp),
    amountColumn("delegated", "Delegated", ({ delegatedGbp }) => delegatedGbp),
    shareColumn(),
    {
      key: "to",
      title: "To whom",
      width: 20,
      cell: (money) => <span title={toWhom(money)}>{toWhom(money)}</span>,
      sort: toWhom,
    },
    {
      key: "source",
      title: "Source",
      width: 7,
      cell: ({ pct }) =>
        pct.report && <SourceLink source={pct.report.source} confidence={pct.report.confidence} />,
      sort: ({ pct }) => pct.report?.source.code,
    },
  ];
  return (
    <WithFile pcts={pcts} fileName={fileName}>
      <DataTable caption={caption} columns={columns} rows={pcts} rowKey={({ pct }) => pct.code} />
    </WithFile>
  );
}

/** Such as "Red £12m; Blue and Green, together £3m; not delegated £80m". */
function toWhom({ parts, rest, restGbp }: PctMoney): string {
  return [
    ...parts.map((part) => `${recipientsInWords(part)} ${inPounds(part.amountGbp)}`),
    `${rests[rest].label}${restGbp === null ? "" : ` ${rests[rest].isUnknown ? "of " : ""}${inPounds(restGbp)}`}`,
  ].join("; ");
}

interface Sums {
  readonly budgetGbp: number | null;
  readonly delegatedGbp: number | null;
}

const amountColumn = <Row,>(
  key: string,
  title: string,
  amount: (row: Row) => number | null,
): Column<Row> => ({
  key,
  title,
  width: 6.5,
  numeric: true,
  cell: (row) => inPounds(amount(row)),
  sort: amount,
});

const shareColumn = <Row extends Sums>(): Column<Row> => ({
  key: "share",
  title: "Share",
  width: 5.5,
  numeric: true,
  cell: (row) => inPercent(shareOf(row)),
  sort: shareOf,
});

const shareOf = ({ budgetGbp, delegatedGbp }: Sums): number | null =>
  budgetGbp === null || budgetGbp === 0 || delegatedGbp === null ? null : delegatedGbp / budgetGbp;

interface WithFileProps extends Omit<PctTableProps, "caption"> {
  readonly children: React.ReactNode;
}

function WithFile({ pcts, fileName, children }: WithFileProps) {
  const save = async () => {
    const { moneyCsv } = await import("./money-csv.ts");
    saveCsvText(moneyCsv(pcts), fileName);
  };
  return (
    <div>
      {children}
      <p>
        <button type="button" className="button-secondary" onClick={() => void save()}>
          Save each flow as CSV
        </button>
      </p>
    </div>
  );
}
