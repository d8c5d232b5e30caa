import { useEffect, useMemo, useRef } from "react";
import { type Client, useClient } from "urql";
import type { ShownClocks } from "../../app/clocks.ts";
import { dayOf, lastMonth, monthOf } from "../../app/months.ts";
import { englandQuery } from "./england-query.ts";
import type { EnglandChoice } from "./use-england-choice.ts";

/**
 * Once somebody has begun to move the date, asks for the other months one at a time, nearest first, so that moving on
 * shows them at once. A visit that moves no date asks for nothing ahead, nor one that has no answer yet.
 * @param referenceDate the day shown where the address names none; undefined while an answer is waited for
 */
export function useMonthsAhead(
  { asOf, knownAt, atRevision }: EnglandChoice,
  referenceDate: string | undefined,
): void {
  const client = useClient();
  const ahead = useMemo(() => new MonthsAhead(client), [client]);
  const hasBegun = useRef(false);
  useEffect(() => {
    if (referenceDate === undefined) return;
    const gone = new AbortController();
    const askAhead = async () => {
      for (const day of nearestMonths(asOf ?? referenceDate)) {
        if (gone.signal.aborted || !(await ahead.ask({ asOf: day, knownAt, atRevision }, gone.signal)))
          return;
      }
    };
    const begun = new AbortController();
    const start = () => {
      begun.abort();
      hasBegun.current = true;
      void askAhead();
    };
    const slider = document.querySelector(".date-slider");
    // A page that is scrolled below a pointer at rest is not somebody who comes.
    for (const event of ["pointermove", "focusin"]) {
      slider?.addEventListener(event, start, { signal: begun.signal });
    }
    if (hasBegun.current && slider?.matches(":hover, :focus-within")) start();
    return () => {
      // What is shown next may be what was just asked for: it is given up once nobody else has asked for it.
      setTimeout(() => gone.abort());
      begun.abort();
    };
  }, [ahead, asOf, knownAt, atRevision, referenceDate]);
}

/** The other months of the scale, the nearest to a day first. */
export function nearestMonths(asOf: string): readonly string[] {
  const here = monthOf(asOf);
  return Array.from({ length: lastMonth + 1 }, (_, month) => month)
    .filter((month) => month !== here)
    .sort((a, b) => Math.abs(a - here) - Math.abs(b - here) || b - a)
    .map(dayOf);
}

/** What a client has been asked for ahead, so that each month is asked for once. */
class MonthsAhead {
  readonly #client: Client;
  readonly #answered = new Set<string>();

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Answers whether there was an answer: where there is none, asking for more helps nobody.
   * @param gone aborted when something else is waited for, which then has the server to itself
   */
  async ask(clocks: ShownClocks, gone: AbortSignal): Promise<boolean> {
    const key = JSON.stringify(clocks);
    if (this.#answered.has(key)) return true;
    const isAnswered = await new Promise<boolean>((resolve) => {
      const { unsubscribe } = this.#client
        .query(englandQuery, { ...clocks })
        .subscribe(({ error }) => resolve(error === undefined));
      gone.addEventListener("abort", () => {
        unsubscribe();
        resolve(false);
      });
    });
    if (isAnswered) this.#answered.add(key);
    return isAnswered;
  }
}
