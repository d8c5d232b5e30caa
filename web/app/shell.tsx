import { type ReactNode, useRef } from "react";
import { useQuery } from "urql";
import { useLocation, useSearch } from "wouter";
import { datasetQuery } from "../graphql/dataset-fields.ts";
import { DateSlider } from "./date-slider.tsx";
import { EarlierNote } from "./earlier-note.tsx";
import { Header } from "./header.tsx";
import { assumedReferenceDate } from "./months.ts";
import { StoryStrip } from "./story-strip.tsx";
import { SyntheticBanner } from "./synthetic-banner.tsx";
import { usePagePlace } from "./use-page-place.ts";

/** What stands around every view. It asks nothing itself: each view's request brings the dataset along. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [{ data }] = useQuery({ query: datasetQuery, requestPolicy: "cache-only" });
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  usePagePlace(main, path, useSearch());
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to main content
      </a>
      <Header />
      <DateSlider referenceDate={data?.dataset.referenceDate ?? assumedReferenceDate} />
      <EarlierNote />
      {data?.dataset.synthetic && <SyntheticBanner />}
      <main id="main" ref={main} tabIndex={-1}>
        <StoryStrip />
        {children}
      </main>
      <footer>
        <p>
          ODS, ONS and NHS data: Open Government Licence v3.0. Every figure has its source beside it.{" "}
          <a href="/graphiql/">Ask the API yourself</a>.
        </p>
      </footer>
    </>
  );
}
