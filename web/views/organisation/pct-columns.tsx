import type { Column } from "../../parts/data-table.tsx";
import { inKnown, inPatients, inPercent, inPounds } from "../../parts/figures.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { AreaPct, AreaSummaryData } from "./area-query.ts";
import { OrganisationLink } from "./organisation-link.tsx";

/** What the table of an area says of each of its PCTs. */
export function pctColumns({ counts }: AreaSummaryData): readonly Column<AreaPct>[] {
  const byCode = new Map(counts.map((row) => [row.group?.code, row]));
  const practices = ({ code }: AreaPct) => byCode.get(code)?.practices ?? 0;
  const patients = ({ code }: AreaPct) => byCode.get(code)?.patients ?? null;
  return [
    {
      key: "name",
      title: "PCT",
      width: 16,
      cell: (pct) => <OrganisationLink organisation={pct} />,
      sort: ({ name }) => name,
    },
    {
      key: "position",
      title: "Position",
      width: 10,
      cell: ({ position }) => inEnglishWords(position),
      sort: ({ position }) => position,
    },
    {
      key: "share",
      title: "Share delegated",
      width: 8,
      numeric: true,
      cell: ({ delegatedShare }) => inPercent(delegatedShare),
      sort: ({ delegatedShare }) => delegatedShare,
    },
    {
      key: "budget",
      title: "Budget",
      width: 7,
      numeric: true,
      cell: ({ budget }) => inPounds(budget?.amountGbp),
      sort: ({ budget }) => budget?.amountGbp,
    },
    {
      key: "practices",
      title: "Practices",
      width: 6,
      numeric: true,
      cell: (pct) => inKnown(practices(pct)),
      sort: practices,
    },
    {
      key: "patients",
      title: "Patients",
      width: 7,
      numeric: true,
      cell: (pct) => inPatients(patients(pct)),
      sort: patients,
    },
    {
      key: "source",
      title: "Position from",
      width: 8,
      cell: ({ report }) => report && <SourceLink source={report.source} confidence={report.confidence} />,
      sort: ({ report }) => report?.source.code,
    },
  ];
}
