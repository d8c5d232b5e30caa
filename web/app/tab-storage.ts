/** What one tab keeps over a reload and until it is closed: texts by name. A browser may refuse; then nothing is kept. */
export interface TabStorage {
  readonly read: (name: string) => string | null;
  readonly keep: (name: string, text: string) => void;
  readonly forget: (name: string) => void;
  readonly names: () => readonly string[];
}

export const tabStorage: TabStorage = {
  read: (name) => attempt((kept) => kept.getItem(name), null),
  keep: (name, text) => attempt((kept) => kept.setItem(name, text), undefined),
  forget: (name) => attempt((kept) => kept.removeItem(name), undefined),
  names: () => attempt((kept) => Object.keys(kept), []),
};

/** Storage may be switched off, or full. */
function attempt<T>(use: (kept: Storage) => T, otherwise: T): T {
  try {
    return use(sessionStorage);
  } catch {
    return otherwise;
  }
}
