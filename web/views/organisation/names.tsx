import { inWords } from "../../app/months.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { SourceLink } from "../../parts/source-link.tsx";
import type { Description, OrganisationData } from "./organisation-query.ts";

const columns: readonly Column<Description>[] = [
  { key: "name", title: "Name", width: 20, cell: ({ name }) => name, sort: ({ name }) => name },
  { key: "postcode", title: "Postcode", width: 7, cell: ({ postcode }) => postcode ?? "not known" },
  {
    key: "from",
    title: "From",
    width: 9,
    cell: ({ validFrom }) => (validFrom ? inWords(validFrom) : "not known"),
    sort: ({ validFrom }) => validFrom,
  },
  {
    key: "to",
    title: "To",
    width: 9,
    cell: ({ validTo }) => (validTo ? inWords(validTo) : "open"),
    sort: ({ validTo }) => validTo,
  },
  {
    key: "described",
    title: "First said of",
    width: 9,
    cell: ({ describedOn }) => describedOn && inWords(describedOn),
    sort: ({ describedOn }) => describedOn,
  },
  {
    key: "source",
    title: "Source",
    width: 9,
    cell: ({ source, confidence }) => <SourceLink source={source} confidence={confidence} />,
  },
];

/** What it was called and where it was, where that changed. */
export function Names({ organisation }: { readonly organisation: OrganisationData }) {
  const { descriptions, name } = organisation;
  if (descriptions.length < 2) return null;
  return (
    <section>
      <h2>Names and postcodes</h2>
      <DataTable
        caption={`Names and postcodes of ${name}, over its life`}
        columns={columns}
        rows={descriptions}
        rowKey={({ validFrom }) => validFrom ?? ""}
      />
    </section>
  );
}
