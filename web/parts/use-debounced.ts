import { useEffect, useState } from "react";

const pauseMs = 200;

/** What somebody types, trimmed, and whether it is to be asked for: not before typing pauses, nor where nothing is typed. */
export function useTyped(
  typed: string,
  isOpen: boolean,
): { readonly text: string; readonly isAsked: boolean } {
  const text = typed.trim();
  const debounced = useDebounced(text);
  return { text: debounced, isAsked: isOpen && text !== "" && debounced === text };
}

/** The text, once it has not changed for a moment. */
export function useDebounced(text: string): string {
  const [debounced, setDebounced] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return debounced;
}
