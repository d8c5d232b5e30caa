import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./page.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { examples } from "./examples.ts";
import { linkTo, readSharedLink } from "./shared-link.ts";

const page = document.getElementById("graphiql");
if (!page) throw new Error('index.html has no element with the id "graphiql".');

const fetcher = createGraphiQLFetcher({ url: "/graphql", enableIncrementalDelivery: false });
const shared = readSharedLink(location.search);

// GraphiQL reads defaultTabs only where this browser has no stored tabs; otherwise it adds initialQuery as a new tab.
createRoot(page).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={[...(shared ? [shared] : []), ...examples.map((query) => ({ query }))]}
    {...(shared && { initialQuery: shared.query, initialVariables: shared.variables })}
    onTabChange={({ tabs, activeTabIndex }) => {
      const tab = tabs[activeTabIndex];
      history.replaceState(
        null,
        "",
        linkTo(location.pathname, { query: tab?.query ?? "", variables: tab?.variables ?? "" }),
      );
    }}
  >
    <GraphiQL.Logo>commissioning-graph</GraphiQL.Logo>
  </GraphiQL>,
);
