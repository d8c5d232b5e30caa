import type { TabStorage } from "../../app/tab-storage.ts";

/** What somebody types into a form, until it is recorded. */
export interface Draft {
  /** As typed, by the names of fields. */
  readonly values: Values;
  /** The dataset's revision that the form was opened at: what was changed since is not written over unseen. */
  readonly revision: number;
  /** Makes the change once, however often it is sent. */
  readonly key: string;
}

export type Values = Readonly<Record<string, string>>;

export function newDraft(values: Values, revision: number): Draft {
  return { values, revision, key: newKey() };
}

/** 128 random bits. `crypto.randomUUID` is for secure contexts alone, and this server may speak plain HTTP. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

const prefix = "draft ";

export function saveDraft(storage: TabStorage, name: string, draft: Draft): void {
  storage.store(prefix + name, JSON.stringify(draft));
}

export function forgetDraft(storage: TabStorage, name: string): void {
  storage.forget(prefix + name);
}

/** What was typed under a name and not recorded yet; undefined where there is nothing that can be read. */
export function savedDraft(storage: TabStorage, name: string): Draft | undefined {
  try {
    const draft = JSON.parse(storage.read(prefix + name) ?? "null") as Partial<Draft> | null;
    const isWhole = draft?.values && typeof draft.revision === "number" && typeof draft.key === "string";
    return isWhole ? (draft as Draft) : undefined;
  } catch {
    return undefined;
  }
}

/** The names of all that was typed and not recorded yet. */
export function draftNames(storage: TabStorage): readonly string[] {
  const names = storage.names().filter((name) => name.startsWith(prefix));
  return names.map((name) => name.slice(prefix.length)).sort();
}
