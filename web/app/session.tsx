import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { Provider } from "urql";
import { createApiClient } from "../graphql/client.ts";
import type { Refusal } from "../graphql/refusal-of.ts";
import { tabStorage } from "./tab-storage.ts";

interface Identity {
  /** The bearer token that somebody signed in with, in this tab alone. */
  readonly token: string | null;
  /** Why the API did not accept the last token, where that ended the session. */
  readonly refusal: Refusal | null;
}

/** As whom this tab asks the API. */
export interface Session extends Identity {
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
  /** Forgets every answer: the graph was changed. */
  readonly askAnew: () => void;
}

const tokenName = "token";
const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession() is for what stands inside a SessionProvider.");
  return session;
}

/**
 * Gives all within it a client of the API that carries the token. The token stays in memory and in the tab's storage, so
 * that a reload does not lose it, and is gone with the tab: no other tab, and no later one, has it.
 */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [identity, setIdentity] = useState<Identity>(() => ({
    token: tabStorage.read(tokenName),
    refusal: null,
  }));
  const [changes, setChanges] = useState(0);
  const { token } = identity;
  useEffect(() => {
    if (token === null) tabStorage.forget(tokenName);
    else tabStorage.store(tokenName, token);
  }, [token]);
  const session = useMemo(
    (): Session => ({
      ...identity,
      signIn: (next) => setIdentity({ token: next, refusal: null }),
      signOut: () => setIdentity({ token: null, refusal: null }),
      askAnew: () => setChanges((count) => count + 1),
    }),
    [identity],
  );
  // Answers to another caller, or from before a change, never mix with these: a new client has an empty cache.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new client after each change
  const client = useMemo(
    () =>
      createApiClient({
        token,
        // Whoever has signed in with another one meanwhile stays signed in.
        onRefused: (refusal) => setIdentity((now) => (now.token === token ? { token: null, refusal } : now)),
      }),
    [token, changes],
  );
  return (
    <SessionContext value={session}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}
