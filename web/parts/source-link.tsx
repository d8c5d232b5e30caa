import { graphql, type ResultOf } from "../graphql/graphql.ts";
import "./source-link.css";

/** What a source link shows; spread it in the query of whatever has a source. */
export const sourceFields = graphql(`
  fragment SourceFields on Source {
    code
    title
    publisher
    published
    url
  }
`);

export type ShownSource = ResultOf<typeof sourceFields>;
type Confidence = "CONFIRMED" | "DERIVED" | "REPORTED" | "SYNTHETIC";

/** A source's name without what stands in brackets, or where it is kept: there is little room beside a figure. */
export const sourceName = (title: string): string => title.replace(/(,? as kept | \(|, as listed ).*$/, "");

/** The name of a figure's source; one click opens what it is, and where it stands. */
export function SourceLink({ source, confidence }: { source: ShownSource; confidence?: Confidence }) {
  const { code, title, publisher, published, url } = source;
  return (
    <details className="source">
      <summary
        className={code === "SYNTHETIC" || confidence === "SYNTHETIC" ? "synthetic" : undefined}
        title={title}
      >
        <span className="visually-hidden">Source: </span>
        {sourceName(title)}
      </summary>
      <p className="source-text">
        {url ? <a href={url}>{title}</a> : title}. {publisher}, {published}.
        {confidence && ` Confidence: ${confidence.toLowerCase()}.`}
      </p>
    </details>
  );
}
