import { useMemo } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/graphql.ts";
import { sourceName } from "./source-link.tsx";

/** Names of all sources; spread it in the query of a view that shows notes, which name sources by their codes. */
export const sourceNames = graphql(`
  fragment SourceNames on Dataset {
    sources {
      code
      title
    }
  }
`);

const sourceNamesQuery = graphql(
  `
    query SourceNames {
      dataset {
        ...SourceNames
      }
    }
  `,
  [sourceNames],
);

/** Puts a note's sources by name. It asks nothing itself: the view's request brings the names along. */
export function useNoteInWords(): (note: string) => string {
  const [{ data }] = useQuery({ query: sourceNamesQuery, requestPolicy: "cache-only" });
  return useMemo(() => {
    const names = new Map(data?.dataset?.sources.map(({ code, title }) => [code, sourceName(title)]));
    return (note) => noteInWords(note, names);
  }, [data]);
}

export function noteInWords(note: string, names: ReadonlyMap<string, string>): string {
  return note.replace(/\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*\b/g, (word) => {
    const name = names.get(word);
    return name === undefined ? word : `“${name}”`;
  });
}
