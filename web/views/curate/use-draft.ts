import { useState } from "react";
import { tabStorage } from "../../app/tab-storage.ts";
import { type Draft, forgetDraft, newDraft, newKey, saveDraft, savedDraft, type Values } from "./draft.ts";

export interface DraftInUse {
  readonly draft: Draft;
  /** Whether it was begun on an earlier visit. */
  readonly isRestored: boolean;
  readonly change: (values: Values) => void;
  /** Takes note of a later state of the graph. @returns the draft as it is from now on */
  readonly accept: (revision: number) => Draft;
  /** Makes it another change than the one that its key stands for, on a later state. @returns the draft as it is from now on */
  readonly renew: (revision: number) => Draft;
  /** Begins afresh, at a state of the graph. */
  readonly discard: (revision: number) => void;
  /** Takes it out of what is kept: it was recorded. */
  readonly forget: () => void;
}

/** What is typed into a form. It is kept at every keystroke, over a reload and the way to other pages and back. */
export function useDraft(name: string, given: Values, revision: number): DraftInUse {
  const [{ draft, isRestored }, setDraft] = useState(() => {
    const saved = savedDraft(tabStorage, name);
    return { draft: saved ?? newDraft(given, revision), isRestored: saved !== undefined };
  });
  const become = (next: Draft) => {
    saveDraft(tabStorage, name, next);
    setDraft({ draft: next, isRestored });
    return next;
  };
  return {
    draft,
    isRestored,
    change: (values) => become({ ...draft, values: { ...draft.values, ...values } }),
    accept: (later) => become({ ...draft, revision: later }),
    renew: (later) => become({ ...draft, revision: later, key: newKey() }),
    discard(now) {
      forgetDraft(tabStorage, name);
      setDraft({ draft: newDraft(given, now), isRestored: false });
    },
    forget: () => forgetDraft(tabStorage, name),
  };
}
