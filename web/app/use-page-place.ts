import { type RefObject, useEffect, useRef } from "react";
import { savedPagePlace, savePagePlace } from "../parts/use-restored-scroll.ts";

/** How long a page may take until it is high enough to go back to a place in it, in milliseconds. */
const patienceMs = 3_000;

/** At the top of what a link leads to, with the focus on its heading; and where somebody was, after a step back. */
export function usePagePlace(main: RefObject<HTMLElement | null>, path: string, search: string): void {
  const page = pageOf(path, search);
  const shown = useRef(page);
  const wentBackTo = useRef<string>(undefined);
  useEffect(() => {
    const onBack = () => {
      wentBackTo.current = pageOf(location.pathname, location.search);
    };
    // Before the router hears of it.
    addEventListener("popstate", onBack, { capture: true });
    addEventListener("click", savePagePlace, { capture: true });
    return () => {
      removeEventListener("popstate", onBack, { capture: true });
      removeEventListener("click", savePagePlace, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (shown.current === page || !main.current) return;
    const isSamePath = shown.current.split("?")[0] === path;
    const isBack = wentBackTo.current === page;
    shown.current = page;
    wentBackTo.current = undefined;
    // Whoever chooses an area in a field goes on from that field.
    if (isSamePath && !isBack && isField(document.activeElement)) return;
    const endFocus = focusHeading(main.current);
    const endScroll = isBack ? scrollBackTo(savedPagePlace()) : undefined;
    if (!isBack) scrollTo(0, 0);
    return () => {
      endFocus();
      endScroll?.();
    };
  }, [main, page, path]);
}

/** What a reader takes for a page: a view, and the area that it is of; not its day, nor how it is drawn. */
function pageOf(path: string, search: string): string {
  const parameters = new URLSearchParams(search);
  return `${path}?${parameters.get("in") ?? parameters.get("within") ?? ""}`;
}

const isField = (element: Element | null): boolean => element?.matches("input, select, textarea") === true;

/** The heading is said, and tab goes on from it; it may come later than the page. */
function focusHeading(main: HTMLElement): () => void {
  const focus = (element: HTMLElement) => {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };
  const heading = main.querySelector("h1");
  focus(heading ?? main);
  if (heading) return () => {};
  const observer = new MutationObserver(() => {
    const late = main.querySelector("h1");
    if (!late) return;
    observer.disconnect();
    if (document.activeElement === main) focus(late);
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** As soon as the page is high enough, unless somebody scrolls it first. */
function scrollBackTo(top: number): () => void {
  const until = performance.now() + patienceMs;
  const end = () => {
    cancelAnimationFrame(frame);
    for (const event of ["wheel", "touchmove", "keydown"]) removeEventListener(event, end);
  };
  const step = () => {
    scrollTo(0, top);
    if (Math.abs(scrollY - top) <= 1 || performance.now() > until) end();
    else frame = requestAnimationFrame(step);
  };
  let frame = requestAnimationFrame(step);
  for (const event of ["wheel", "touchmove", "keydown"]) addEventListener(event, end, { passive: true });
  return end;
}
