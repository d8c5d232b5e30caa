import { type ReactNode, Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { Waiting } from "../parts/waiting.tsx";
import { FaultBoundary } from "./fault-boundary.tsx";
import { NoSuchPage } from "./no-such-page.tsx";
import { embed, routes } from "./routes.ts";
import { SessionProvider } from "./session.tsx";
import { Shell } from "./shell.tsx";

/** The explorer: one page around whichever view the address names. */
export function App() {
  return (
    <SessionProvider>
      <Framed>
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
      </Framed>
    </SessionProvider>
  );
}

/** A page that other sites show in a frame stands alone. */
function Framed({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  return path === embed ? children : <Shell>{children}</Shell>;
}
