import { useSyncExternalStore } from "react";

/** As in the style sheets. */
const narrow = "(max-width: 40rem)";

/** Whether the screen is as narrow as a telephone's. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(narrow);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}
