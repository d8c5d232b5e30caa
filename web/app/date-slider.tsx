import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { useLocation } from "wouter";
import { DayInput } from "../parts/day-input.tsx";
import { dayParameter, useClocks } from "./clocks.ts";
import "./date-slider.css";
import { MonthLine } from "./month-line.tsx";
import { dayOf, inWords, lastMonth, marks, monthOf } from "./months.ts";

/** Moves within this time of each other are one step for the back button. */
const oneMoveMs = 1_000;
const playEveryMs = 700;

/** Rules every view: the day that the page shows, by month or exactly, and the months played one after another. */
export function DateSlider({ referenceDate }: { readonly referenceDate: string }) {
  const id = useId();
  const { asOf: chosen } = useClocks();
  const [path] = useLocation();
  const asOf = chosen ?? referenceDate;
  const move = useMove();
  const { playing, toggle } = usePlay(monthOf(asOf), move);
  const [isApproached, setApproached] = useState(false);
  const approach = () => setApproached(true);
  const [pointedAt, setPointedAt] = useState<number>();
  return (
    <section
      className="date-slider"
      aria-label="Day shown"
      onPointerMove={(event) => {
        approach();
        setPointedAt(monthUnder(event));
      }}
      onPointerLeave={() => setPointedAt(undefined)}
      onFocus={approach}
      // Whoever goes on by keyboard reads of the month that is shown, wherever the pointer rests.
      onKeyDown={() => setPointedAt(undefined)}
    >
      <div className="date-slider-line">
        <label htmlFor={`${id}-day`}>{dayParameter(path) === "to" ? "To" : "As of"}</label>
        <DayInput id={`${id}-day`} value={asOf} onChoose={move} />
        <span className="date-slider-words">{inWords(asOf)}</span>
        <button type="button" className="button-secondary" aria-pressed={playing} onClick={toggle}>
          {playing ? "Stop" : "Play the months"}
        </button>
        <div className="date-slider-track">
          <label className="visually-hidden" htmlFor={`${id}-month`}>
            Month shown
          </label>
          <input
            id={`${id}-month`}
            type="range"
            min={0}
            max={lastMonth}
            value={monthOf(asOf)}
            aria-valuetext={inWords(asOf)}
            aria-describedby={`${id}-figures`}
            onChange={({ target }) => move(dayOf(target.valueAsNumber))}
          />
          <div className="date-slider-marks">
            {marks.map(({ asOf: day, label }) => (
              <button
                key={day}
                type="button"
                title={label}
                aria-label={label}
                aria-current={day === asOf ? "date" : undefined}
                style={{ insetInlineStart: `${(100 * monthOf(day)) / lastMonth}%` }}
                onClick={() => move(day)}
              />
            ))}
            {[2010, 2011, 2012, 2013].map((year) => (
              <span
                key={year}
                aria-hidden="true"
                style={{ insetInlineStart: `${(100 * monthOf(`${year}-01-01`)) / lastMonth}%` }}
              >
                {year}
              </span>
            ))}
          </div>
          <MonthLine
            shownMonth={monthOf(asOf)}
            pointedAt={pointedAt}
            wanted={isApproached}
            id={`${id}-figures`}
          />
        </div>
      </div>
    </section>
  );
}

/** Half a thumb: so far in from either end is its middle. */
const halfThumb = 8;

/** The month at which a mouse or a pen points; a finger covers it, and moves the slider itself. */
function monthUnder({ target, clientX, pointerType }: PointerEvent): number | undefined {
  const track = (target as Element).closest(".date-slider-track");
  if (!track || pointerType === "touch") return undefined;
  const { left, width } = track.getBoundingClientRect();
  const share = (clientX - left - halfThumb) / (width - 2 * halfThumb);
  return Math.round(Math.min(1, Math.max(0, share)) * lastMonth);
}

/** Goes to a day, so that the back button undoes a whole move, not each of its steps. */
function useMove(): (asOf: string) => void {
  const { setAsOf } = useClocks();
  const last = useRef(Number.NEGATIVE_INFINITY);
  return (asOf) => {
    performance.mark("date-moved");
    const now = performance.now();
    setAsOf(asOf, { replace: now - last.current < oneMoveMs });
    last.current = now;
  };
}

/** Shows month after month, each once the one before is on the page. */
function usePlay(month: number, move: (asOf: string) => void): { playing: boolean; toggle: () => void } {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      if (document.querySelector('[aria-busy="true"]')) return;
      if (month >= lastMonth) setPlaying(false);
      else move(dayOf(month + 1));
    }, playEveryMs);
    return () => clearInterval(timer);
  });
  const toggle = () => {
    if (!playing && month >= lastMonth) move(dayOf(0));
    setPlaying(!playing);
  };
  return { playing, toggle };
}
