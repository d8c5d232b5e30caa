import type { Direction } from "./sorted.ts";

export interface Heading {
  readonly key: string;
  readonly title: string;
  readonly numeric?: boolean;
  /** Whether it sorts. */
  readonly sorts?: boolean;
}

interface TableHeadingProps {
  readonly heading: Heading;
  readonly direction: Direction | undefined;
  readonly onChoose: () => void;
}

/** A column's heading; one that sorts says by which way, and sorts when it is pressed. */
export function TableHeading({ heading, direction, onChoose }: TableHeadingProps) {
  const { title, sorts, numeric } = heading;
  return (
    <th scope="col" aria-sort={direction} className={numeric ? "numeric" : undefined}>
      {sorts ? (
        <button type="button" onClick={onChoose}>
          {title}
          <span aria-hidden="true">
            {direction === undefined ? "" : direction === "ascending" ? " ▲" : " ▼"}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}
