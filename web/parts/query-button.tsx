import { stringifyDocument, type TypedDocumentNode } from "urql";

export interface ShownQuery {
  // biome-ignore lint/suspicious/noExplicitAny: whatever a view asks
  readonly document: TypedDocumentNode<any, any>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Opens what the view asks in GraphiQL, where it can be changed and run. */
export function QueryButton({ document, variables }: ShownQuery) {
  return (
    <a className="button-secondary" href={graphiqlLink({ document, variables })}>
      Show me the query
    </a>
  );
}

/** Views need every field of the root, and say so to this page's own cache, which does not hand it on to the API. */
const clientOnly = " @_required";

/** The address that GraphiQL reads a query and its variables from. */
export function graphiqlLink({ document, variables }: ShownQuery): string {
  const parameters = new URLSearchParams({
    query: stringifyDocument(document).replaceAll(clientOnly, ""),
    variables: JSON.stringify(variables, null, 2),
  });
  return `/graphiql/?${parameters}`;
}
