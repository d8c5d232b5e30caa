import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import type { AskedPractices } from "./use-zoom.ts";

/** How far the practices of the area have come, and whether these are all. */
export function MorePractices({ practices }: { readonly practices: AskedPractices | undefined }) {
  if (!practices) return null;
  const { data, error, waiting, retry } = practices;
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!data) return waiting ? <Waiting /> : null;
  const { totalCount, nodes } = data.practices;
  if (totalCount === 0) return <p>No practice belongs to it on this day.</p>;
  if (totalCount === nodes.length) return null;
  return (
    <p className="note">
      Shown are the first {inCounts(nodes.length)} of {inCounts(totalCount)} practices.
    </p>
  );
}
