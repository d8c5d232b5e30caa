import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import type { OrphansQuestion } from "./orphans-query.ts";
import { useDownload } from "./use-download.ts";

interface DownloadProps {
  readonly question: OrphansQuestion;
  readonly total: number;
  readonly day: string;
}

/** Saves every practice that the list has, filtered and sorted as it is, with its suggestions. */
export function Download({ question, total, day }: DownloadProps) {
  const { fetched, error, start } = useDownload(question, `${day}-orphans.csv`);
  if (total === 0) return null;
  return (
    <div className="download">
      <button type="button" className="button" disabled={fetched !== undefined} onClick={() => void start()}>
        Download these {inCounts(total)} as CSV
      </button>
      <span role="status">
        {fetched !== undefined && `${inCounts(fetched)} of ${inCounts(total)} fetched…`}
      </span>
      {error && <Failure error={error} onRetry={() => void start()} />}
    </div>
  );
}
