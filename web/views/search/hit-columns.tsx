import { Link } from "wouter";
import { inWords } from "../../app/months.ts";
import type { Column } from "../../parts/data-table.tsx";
import { inPercent } from "../../parts/figures.ts";
import { otherNameInWords } from "../../parts/other-name.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { Hit } from "./search-query.ts";

/** What is said of a hit; as the API ranks them until a heading is pressed. */
export function hitColumns(linkOf: (code: string) => string): readonly Column<Hit>[] {
  return [
    {
      key: "name",
      title: "Name",
      width: 20,
      sort: ({ organisation }) => organisation.name,
      cell: ({ organisation: { asOf, code, name, confidence }, otherName }) => (
        <>
          <span className={confidence === "SYNTHETIC" ? "synthetic" : undefined}>
            <Link href={linkOf(code)}>{name}</Link>
          </span>
          {otherName && <small> {otherNameInWords(otherName, asOf)}</small>}
        </>
      ),
    },
    {
      key: "kind",
      title: "Kind",
      width: 9,
      sort: ({ organisation }) => organisation.kind,
      cell: ({ organisation }) => inEnglishWords(organisation.kind),
    },
    {
      key: "code",
      title: "Code",
      width: 9,
      sort: ({ organisation }) => organisation.code,
      cell: ({ organisation }) => organisation.code,
    },
    {
      key: "postcode",
      title: "Postcode",
      width: 7,
      sort: ({ organisation }) => organisation.postcode,
      cell: ({ organisation }) => organisation.postcode,
    },
    {
      key: "opened",
      title: "Opened",
      width: 9.5,
      sort: ({ organisation }) => organisation.opened,
      cell: ({ organisation: { opened } }) => (opened ? inWords(opened) : "not known"),
    },
    {
      key: "closed",
      title: "Closed",
      width: 9.5,
      sort: ({ organisation }) => organisation.closed,
      cell: ({ organisation: { closed } }) => (closed ? inWords(closed) : "open"),
    },
    {
      key: "score",
      title: "Fit",
      width: 4.5,
      numeric: true,
      sort: ({ score }) => score,
      cell: ({ score }) => inPercent(score),
    },
    {
      key: "source",
      title: "Source",
      width: 8,
      cell: ({ organisation: { source, confidence } }) => (
        <SourceLink source={source} confidence={confidence} />
      ),
    },
  ];
}
