import { useEffect } from "react";

/**
 * Measures how long England takes from a move of the date to its picture on the screen: the measure "england-repaint"
 * in the browser's performance tools, and in the tests.
 */
export function useRepaintMark(asOf: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each day that is shown
  useEffect(() => {
    if (performance.getEntriesByName("date-moved").length === 0) return;
    const frame = requestAnimationFrame(() => {
      performance.measure("england-repaint", "date-moved");
      performance.clearMarks("date-moved");
    });
    return () => cancelAnimationFrame(frame);
  }, [asOf]);
}
