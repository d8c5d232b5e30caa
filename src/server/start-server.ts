import type { Graph } from "../graph/graph.ts";
import { weighedGraph } from "../graph/weighed-graph.ts";
import { Turns } from "../graph/work.ts";
import { Unavailable } from "../model/errors.ts";
import { KnownWords } from "../resolvers/known-words.ts";
import { createAdmission } from "./admission.ts";
import { createApollo } from "./apollo.ts";
import type { Application, OnProgress } from "./application.ts";
import { watchClock } from "./clock-watch.ts";
import { openCommandSocket } from "./commands/command-socket.ts";
import { createDraining } from "./draining.ts";
import { addExplorer } from "./explorer-page.ts";
import { addExports } from "./exports/export-routes.ts";
import { GraphStates } from "./graph-state.ts";
import { addGraphiql } from "./graphiql-page.ts";
import { addGraphql } from "./graphql-route.ts";
import { addHealth } from "./health-routes.ts";
import { createHttp, type HttpServer } from "./http.ts";
import { createIdentify } from "./identity/identity.ts";
import { addIdentity, addOpenRoutes } from "./identity/identity-hook.ts";
import { warnOfOpenness, whoMayWrite } from "./identity/openness.ts";
import { listenOn } from "./listen-on.ts";
import { withLoggedSnapshot } from "./logged-snapshot.ts";
import { startObserving } from "./observing/observing.ts";
import { type OpeningNotices, openGraph } from "./open-graph.ts";
import { addRateLimits } from "./rate-limits.ts";
import { createReadiness } from "./readiness.ts";
import { addReconciliation } from "./reconcile/reconcile-routes.ts";
import { createFaultReporter } from "./report-fault.ts";
import { emptySentence, fillingSentence, seedingOf } from "./seeding.ts";
import type { Settings } from "./settings.ts";

/** In-flight requests have this long to finish once the server is told to stop. */
const finishMs = 10_000;

export interface RunningServer {
  /** Where it listens, without a path. */
  readonly url: string;
  /** Where /metrics is served, without a path; undefined where it is not. */
  readonly metricsUrl: string | undefined;
  readonly graph: Graph;
  /** Logs an error that a request left behind, with nobody to tell. */
  reportUnhandled(error: unknown): void;
  /** Lets in-flight requests finish, then closes the graph. */
  stop(): Promise<void>;
}

/**
 * Opens the graph, listens, and seeds an empty graph. It resolves once the embedded graph is ready, and with Neo4j
 * once it was tried: while Neo4j cannot be reached, the server answers UNAVAILABLE and keeps trying.
 * @throws Unavailable when the graph cannot be opened, BadUserInput when the address cannot be listened on
 */
export async function startServer(
  settings: Settings,
  application: Application,
  onSeedProgress: OnProgress = () => {},
): Promise<RunningServer> {
  const seeding = seedingOf(settings);
  const faults = createFaultReporter(() => http.log);
  const http: HttpServer = await createHttp(settings, faults);
  const observing = await startObserving(settings, () => http.log);
  observing.addTo(http);
  const turns = new Turns();
  const notices: OpeningNotices = {
    onFault: (err) => http.log.warn({ err }, messageOf(err)),
    onCarriedForward: (sentence) => http.log.warn(sentence),
  };
  const opened = await openGraph(settings, notices, turns);
  const clock = watchClock(weighedGraph(opened), (sentence) => http.log.warn(sentence));
  const snapshot =
    settings.snapshotMaxFacts > 0 ? withLoggedSnapshot(clock.graph, settings, turns, () => http.log) : null;
  const graph = observing.watch(snapshot ?? clock.graph);
  let url = "";
  let metricsUrl: string | undefined;
  let seeded: "demonstration" | "facts" | null = null;
  const readiness = createReadiness(graph, {
    seed:
      seeding.kind === "leave"
        ? emptySentence(settings.graph, seeding.why)
        : async () => {
            http.log.info(fillingSentence(seeding.seed));
            const factsOnly = seeding.seed === "facts";
            await application.seedGraph(graph, { factsOnly, onProgress: onSeedProgress });
            seeded = seeding.seed;
          },
    // The embedded engine runs in this process: what keeps it from working is not over by waiting.
    mayComeUp: (reason) =>
      settings.graph.kind === "neo4j" &&
      reason instanceof Unavailable &&
      reason.details.schemaVersion === undefined,
    onWaiting: (reason, attempts) => {
      // Once is enough for whoever reads the log.
      const level = attempts === 1 ? "warn" : "debug";
      http.log[level]({ err: reason }, "The graph is not ready: trying again every two seconds.");
    },
    onEmpty: (sentence) => http.log.warn(sentence),
    onReady: async (organisations) => {
      http.log.info(readySentence(url, graph, organisations));
      void snapshot?.refresh();
      await clock.check();
      http.log.info(
        settings.readOnly
          ? "Writing is off: this graph is only read here (GRAPH_READ_ONLY=1)."
          : await whoMayWrite(settings.auth, graph),
      );
    },
  });
  const admission = createAdmission(settings.admission);
  const apollo = createApollo({
    ...settings,
    schema: application.schema,
    turns,
    log: http.log,
    faults,
    askedOperations: observing.plugin,
  });
  const draining = createDraining(settings.drainMs);
  let closeCommandSocket = async (_graceMs: number) => {};
  const stop = once(async () => {
    if (url !== "") await draining.begin();
    await Promise.all([closeCommandSocket(finishMs), stopHttp(http)]);
    await apollo.stop();
    await readiness.stop();
    await observing.close();
    await graph.close().catch((err: unknown) => {
      http.log.error({ err }, messageOf(err));
      throw err;
    });
  });
  try {
    await apollo.start();
    const states = new GraphStates(settings.defaultAsOf);
    const parts = { graph, readiness, settings, admission, turns, states, knownWords: new KnownWords() };
    addGraphql(http, { ...parts, apollo, application });
    addRateLimits(http, settings.rateLimits, observing.onRateLimited);
    addIdentity(
      http,
      createIdentify(
        settings.auth,
        graph,
        () => readiness.notReady(),
        Math.min(settings.statementTimeLimitMs, settings.requestDeadlineMs),
      ),
    );
    await addOpenRoutes(http, async (open) => {
      addHealth(open, { ...parts, draining, seeded: () => seeded });
      await addGraphiql(open);
      await addExplorer(open);
    });
    addExports(http, { ...parts, application, faults });
    await addReconciliation(http, parts);
    // What a scrape reads is not counted.
    const unwatched = snapshot ?? clock.graph;
    metricsUrl = await observing.serve({ ...parts, graph: unwatched, snapshot, draining });
    url = await listenOn(http.server, settings, { host: "HOST", port: "PORT" }, (at) => http.listen(at));
    warnOfOpenness(settings, http.log);
    for (const sentence of settings.deprecations) http.log.warn(sentence);
    const onFault = (err: unknown) => http.log.error({ err }, "A command that was sent could not be run.");
    if (settings.graph.kind === "embedded" && settings.graph.file !== ":memory:" && !settings.readOnly) {
      closeCommandSocket = await openCommandSocket({
        ...parts,
        file: settings.graph.file,
        url,
        application,
        onFault,
      });
    }
    await readiness.prepare();
  } catch (error) {
    // What kept it from starting is what is told; the log has what kept it from stopping after that.
    await stop().catch(() => {});
    throw error;
  }
  return { url, metricsUrl, graph, reportUnhandled: faults.reportUnhandled, stop };
}

function readySentence(url: string, graph: Graph, organisations: number): string {
  const holding = `${graph.engine}, ${organisations.toLocaleString("en-GB")} organisations`;
  return `commissioning-graph is ready: ${url}/ (${holding})`;
}

async function stopHttp(http: HttpServer): Promise<void> {
  const limit = setTimeout(() => http.server.closeAllConnections(), finishMs);
  await http.close();
  clearTimeout(limit);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
