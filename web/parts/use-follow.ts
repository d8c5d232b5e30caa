import type { MouseEvent } from "react";
import { useLocation } from "wouter";

/** One handler for all links of a picture: a router's link each would be asked anew at every move of the date. */
export function useFollow(): (event: MouseEvent) => void {
  const [, navigate] = useLocation();
  return (event) => {
    const href = (event.target as Element).closest("a")?.getAttribute("href");
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!href || !isPlain) return;
    event.preventDefault();
    navigate(href);
  };
}
