import { useState } from "react";
import type { Variables } from "../graphql/use-pages.ts";
import "./download.css";
import { Failure } from "./failure.tsx";
import { inCounts } from "./figures.ts";
import { type Downloaded, type FileKind, useDownload } from "./use-download.ts";

interface DownloadProps<Data, Question extends Variables, Row> extends Downloaded<Data, Question, Row> {
  readonly total: number;
  /** How many rows a file holds at most; all of them where absent. */
  readonly max?: number;
}

/** Saves every row that a list has, filtered and sorted as it is. */
export function Download<Data, Question extends Variables, Row>({
  total,
  max = total,
  ...downloaded
}: DownloadProps<Data, Question, Row>) {
  const { fetched, error, start } = useDownload(downloaded, max);
  const [kind, setKind] = useState<FileKind>("csv");
  if (total === 0) return null;
  const begin = (wanted: FileKind) => {
    setKind(wanted);
    void start(wanted);
  };
  return (
    <div className="download">
      <button type="button" className="button" disabled={fetched !== undefined} onClick={() => begin("csv")}>
        Download {total > max ? `the first ${inCounts(max)}` : `these ${inCounts(total)}`} as CSV
      </button>
      {downloaded.loadXlsx && (
        <button
          type="button"
          className="button-secondary"
          disabled={fetched !== undefined}
          onClick={() => begin("xlsx")}
        >
          The same for a spreadsheet (xlsx)
        </button>
      )}
      <span role="status">
        {fetched !== undefined && `${inCounts(fetched)} of ${inCounts(Math.min(total, max))} fetched…`}
      </span>
      {error && <Failure error={error} onRetry={() => begin(kind)} />}
    </div>
  );
}
