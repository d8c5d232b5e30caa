import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { Waiting } from "../parts/waiting.tsx";
import { FaultBoundary } from "./fault-boundary.tsx";
import { NoSuchPage } from "./no-such-page.tsx";
import { routes } from "./routes.ts";
import { SessionProvider } from "./session.tsx";
import { Shell } from "./shell.tsx";

/** The explorer: one page around whichever view the address names. */
export function App() {
  return (
    <SessionProvider>
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
    </SessionProvider>
  );
}
