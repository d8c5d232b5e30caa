import { readFileSync } from "node:fs";

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** The queries of the dashboard, with what Grafana would put in the place of its variables. */
export function dashboardQueries(): { readonly title: string; readonly query: string }[] {
  const text = readFileSync("examples/operations/grafana-dashboard.json", "utf8");
  const { panels } = JSON.parse(text) as Dashboard;
  return panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({
      title,
      query: expr.replaceAll("$__rate_interval", "1m").replaceAll(/\$(job|instance)/g, ".*"),
    })),
  );
}

/** The names of all metrics that the dashboard asks for. */
export function dashboardMetrics(): string[] {
  const names = dashboardQueries().flatMap(({ query }) =>
    query.match(/\b(commissioning|nodejs|process)_\w+/g),
  );
  return [...new Set(names)].filter((name) => name !== null);
}
