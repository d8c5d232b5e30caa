import { type RefObject, useCallback, useEffect, useRef } from "react";

/** How long a list is still before its place is kept, in milliseconds. */
const stillMs = 150;

/** What an entry of the browser's history knows of its page: how far each list was scrolled, by its caption, and the page itself. */
interface SavedPlaces {
  readonly lists: Readonly<Record<string, number>>;
  readonly page: number;
}

/**
 * Keeps how far a list is scrolled in the entry of the browser's history, so that going back to it, or loading it anew,
 * shows the same rows. Returns what keeps it at once: for a click that may lead away.
 */
export function useRestoredScroll(box: RefObject<HTMLElement | null>, list: string): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const remember = useCallback(() => {
    clearTimeout(timer.current);
    if (box.current) saveScroll(list, box.current.scrollTop);
  }, [box, list]);
  useEffect(() => {
    const element = box.current;
    const onScroll = () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(remember, stillMs);
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer.current);
      element?.removeEventListener("scroll", onScroll);
    };
  }, [box, remember]);
  useRestored(box, list);
  return remember;
}

/** Once, when the list is first drawn: after the page itself went to its top. */
function useRestored(box: RefObject<HTMLElement | null>, list: string): void {
  const first = useRef(list);
  useEffect(() => {
    const places = savedPlaces();
    const top = places.lists[first.current];
    if (top === undefined) return;
    const frame = requestAnimationFrame(() => {
      box.current?.scrollTo({ top });
      scrollTo(0, places.page);
    });
    return () => cancelAnimationFrame(frame);
  }, [box]);
}

/** Keeps how far the page is scrolled: before a click, which may lead away. */
export function savePagePlace(): void {
  const { lists } = savedPlaces();
  history.replaceState({ ...history.state, places: { lists, page: scrollY } }, "");
}

/** How far the page was scrolled when it was left. */
export const savedPagePlace = (): number => savedPlaces().page;

function saveScroll(list: string, top: number): void {
  const { lists } = savedPlaces();
  const places: SavedPlaces = { lists: { ...lists, [list]: top }, page: scrollY };
  history.replaceState({ ...history.state, places }, "");
}

function savedPlaces(): SavedPlaces {
  const places: Partial<SavedPlaces> = history.state?.places ?? {};
  return { lists: places.lists ?? {}, page: places.page ?? 0 };
}
