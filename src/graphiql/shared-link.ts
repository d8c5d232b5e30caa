/** What a link can carry: the text of a query and of its variables, as typed in the two editors. */
export interface SharedQuery {
  readonly query: string;
  readonly variables: string;
}

// Node refuses request headers over 16 KB, and the address can count twice: as the request line and as Referer.
const longestLink = 6_000;

/** Reads `?query=…&variables=…`; undefined where there is no query. Nothing is run: the reader presses Run. */
export function readSharedLink(search: string): SharedQuery | undefined {
  const parameters = new URLSearchParams(search);
  const query = parameters.get("query");
  return query ? { query, variables: parameters.get("variables") ?? "" } : undefined;
}

/** The address that opens this query again; the bare path where there is no query or the link would be too long. */
export function linkTo(path: string, { query, variables }: SharedQuery): string {
  if (query === "") return path;
  const parameters = new URLSearchParams(variables === "" ? { query } : { query, variables });
  const link = `${path}?${parameters}`;
  return link.length > longestLink ? path : link;
}
