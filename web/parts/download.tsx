import type { Variables } from "../graphql/use-pages.ts";
import "./download.css";
import { Failure } from "./failure.tsx";
import { inCounts } from "./figures.ts";
import { type Downloaded, useDownload } from "./use-download.ts";

interface DownloadProps<Data, Question extends Variables, Row> extends Downloaded<Data, Question, Row> {
  readonly total: number;
  /** How many rows a file holds at most; all of them where absent. */
  readonly most?: number;
}

/** Saves every row that a list has, filtered and sorted as it is. */
export function Download<Data, Question extends Variables, Row>({
  total,
  most = total,
  ...downloaded
}: DownloadProps<Data, Question, Row>) {
  const { fetched, error, start } = useDownload(downloaded, most);
  if (total === 0) return null;
  return (
    <div className="download">
      <button type="button" className="button" disabled={fetched !== undefined} onClick={() => void start()}>
        Download {total > most ? `the first ${inCounts(most)}` : `these ${inCounts(total)}`} as CSV
      </button>
      <span role="status">
        {fetched !== undefined && `${inCounts(fetched)} of ${inCounts(Math.min(total, most))} fetched…`}
      </span>
      {error && <Failure error={error} onRetry={() => void start()} />}
    </div>
  );
}
