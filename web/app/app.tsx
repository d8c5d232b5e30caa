import { Suspense, useMemo } from "react";
import { Provider } from "urql";
import { Route, Switch } from "wouter";
import { createApiClient } from "../graphql/client.ts";
import { Waiting } from "../parts/waiting.tsx";
import { useClocks } from "./clocks.ts";
import { FaultBoundary } from "./fault-boundary.tsx";
import { NoSuchPage } from "./no-such-page.tsx";
import { routes } from "./routes.ts";
import { Shell } from "./shell.tsx";

/** The explorer: one page around whichever view the address names. */
export function App() {
  const { knownAt } = useClocks();
  // What was known at another instant is another graph: its answers never mix with those of this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new client for each instant
  const client = useMemo(createApiClient, [knownAt]);
  return (
    <Provider value={client}>
      <Shell>
        <FaultBoundary>
          <Suspense fallback={<Waiting />}>
            <Switch>
              {routes.map(({ path, view }) => (
                <Route key={path} path={path} component={view} />
              ))}
              <Route component={NoSuchPage} />
            </Switch>
          </Suspense>
        </FaultBoundary>
      </Shell>
    </Provider>
  );
}
