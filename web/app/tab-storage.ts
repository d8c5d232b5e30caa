/** What one tab keeps over a reload and until it is closed: texts by name. A browser may refuse; then nothing is kept. */
export interface TabStorage {
  readonly read: (name: string) => string | null;
  readonly store: (name: string, text: string) => void;
  readonly forget: (name: string) => void;
  readonly names: () => readonly string[];
}

export const tabStorage: TabStorage = {
  read: (name) => attempt((storage) => storage.getItem(name), null),
  store: (name, text) => attempt((storage) => storage.setItem(name, text), undefined),
  forget: (name) => attempt((storage) => storage.removeItem(name), undefined),
  names: () => attempt((storage) => Object.keys(storage), []),
};

/** Storage may be switched off, or full. */
function attempt<T>(use: (storage: Storage) => T, otherwise: T): T {
  try {
    return use(sessionStorage);
  } catch {
    return otherwise;
  }
}
