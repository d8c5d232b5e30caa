import { useState } from "react";
import { createRoot } from "react-dom/client";

/** What the page of every client shows; the client itself is all that differs. */

/** The days of the question that was answered wrongly, and the instants. */
export const days = { before: "2010-07-01", after: "2011-04-01" };
export const known = { early: "2011-04-10T00:00:00.000Z" };

/** A line that the test reads. */
export const Line = ({ id, children }) => <p id={id}>{children}</p>;
export const pctText = ({ asOf, position }) => `${asOf} ${position}`;
export const practiceText = ({ knownAt, standing }) => `${knownAt ?? "latest"} ${standing}`;

/** Shows a day of a PCT, and another one, and the first again. */
export function ThereAndBack({ Day }) {
  const [day, setDay] = useState(days.after);
  return (
    <section>
      <button type="button" onClick={() => setDay(day === days.after ? days.before : days.after)}>
        the other day
      </button>
      <Day day={day} />
    </section>
  );
}

/** Practices of a PCT on the earlier day, with the day that each of them says. */
export function Practices({ nodes, onMore, onAgain }) {
  return (
    <section>
      <button type="button" onClick={onMore}>
        more
      </button>
      <button type="button" onClick={onAgain}>
        again
      </button>
      <Line id="count">{nodes.length}</Line>
      <Line id="codes">{nodes.map(({ code }) => code).join(" ")}</Line>
      <Line id="days">{[...new Set(nodes.map(({ asOf }) => asOf))].join(" ")}</Line>
    </section>
  );
}

export function show(page) {
  createRoot(document.body.appendChild(document.createElement("main"))).render(page);
}
