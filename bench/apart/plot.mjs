import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

const style = { fontFamily: "system-ui, sans-serif", fontSize: "12px", background: "white" };
const left = (labels) => 20 + 6.4 * Math.max(...labels.map((label) => label.length));

/** See plot.d.mts. */
export function plotRatios(ratios, title) {
  return drawn(
    {
      x: {
        type: "log",
        label: title,
        grid: true,
        ticks: 6,
        tickFormat: "~g",
        domain: extentWith(ratios.flatMap(({ value, target }) => [value, target ?? 1])),
      },
      marks: [
        Plot.ruleX([1], { stroke: "#888" }),
        Plot.link(ratios, {
          x1: 1,
          x2: "value",
          y1: "label",
          y2: "label",
          stroke: "reached",
          strokeWidth: 9,
        }),
        Plot.tickX(
          ratios.filter(({ target }) => target !== null),
          { x: "target", y: "label", stroke: "black", strokeWidth: 2 },
        ),
        // Beside the end of its bar, and beyond the target where that would cover it.
        ...[true, false].map((below) =>
          Plot.text(
            ratios.filter(({ value }) => value < 1 === below),
            {
              x: ({ value, target }) => (target > value && target < value * 1.25 ? target : value),
              y: "label",
              text: ({ value }) => value.toFixed(1),
              textAnchor: below ? "end" : "start",
              dx: below ? -6 : 6,
            },
          ),
        ),
      ],
      color: {
        domain: ["reached", "missed", "no target"],
        range: ["#2a7f62", "#c0504d", "#7a8fb0"],
        legend: false,
      },
    },
    ratios.map(({ label }) => label),
  );
}

/** See plot.d.mts. */
export function plotTimes(times, title) {
  const contenders = [...new Set(times.map(({ contender }) => contender))];
  return drawn(
    {
      x: { type: "log", label: title, grid: true, ticks: 6, tickFormat: "~g" },
      marks: [
        Plot.ruleY(
          times,
          Plot.groupY({ x1: "min", x2: "max" }, { x1: "median", x2: "median", y: "label", stroke: "#bbb" }),
        ),
        Plot.dot(times, { x: "median", y: "label", fill: "contender", r: 5, symbol: "contender" }),
        ...contenders.map((contender, index) =>
          Plot.text([contender], {
            frameAnchor: "top-left",
            dx: 20 - left(times.map(({ label }) => label)) + placesAbove(contenders)[index],
            dy: -26,
            text: (name) => name,
            fill: () => contender,
            fontWeight: "bold",
            textAnchor: "start",
          }),
        ),
      ],
      color: { domain: contenders, range: ["#1b5e9e", "#2a7f62", "#c0504d", "#6b6b6b", "#8e5aa8"] },
      symbol: { domain: contenders },
      marginTop: 44,
    },
    times.map(({ label }) => label),
  );
}

/** Where each name begins in a line of names, in bold. */
function placesAbove(names) {
  return names.map((_, index) =>
    names.slice(0, index).reduce((end, name) => end + 7.3 * name.length + 24, 0),
  );
}

function extentWith(values) {
  return [Math.min(...values) / 1.5, Math.max(...values) * 1.6];
}

function drawn(options, labels) {
  const { document } = parseHTML("<html><body></body></html>");
  const rows = [...new Set(labels)];
  const svg = Plot.plot({
    document,
    style,
    width: 960,
    height: 80 + 24 * rows.length,
    marginLeft: left(rows),
    marginRight: 40,
    marginBottom: 40,
    y: { domain: rows, label: null },
    ...options,
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
