import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { BadUserInput } from "../../model/errors.ts";
import { organisationKinds } from "../../model/kinds.ts";
import { cut } from "../../model/shape-faults.ts";
import { type Context, clocksOf, createContext } from "../../resolvers/context.ts";
import { dataset } from "../../resolvers/dataset.ts";
import { extend } from "../../resolvers/reconciliation/extend.ts";
import { propertyIds, propertyOf } from "../../resolvers/reconciliation/properties.ts";
import { reconcile } from "../../resolvers/reconciliation/reconcile.ts";
import { weights } from "../../schema/weights.ts";
import { type AdmittedPlace, takePlace } from "../admission.ts";
import type { HttpServer } from "../http.ts";
import { type GraphParts, requestInputOf } from "../request-input.ts";
import { type AskedClocks, clocksAsked, knownValue, parametersOf } from "./asked.ts";
import { sendJson } from "./jsonp.ts";
import { kindType } from "./kind-types.ts";
import { manifestOf } from "./manifest.ts";
import { previewPage } from "./preview.ts";
import { readExtension } from "./read-extension.ts";
import { readQueries } from "./read-queries.ts";
import { candidateShown, refusalShown, shownCell } from "./shown.ts";
import { flyouts, suggestOrganisations, suggestProperties, suggestTypes, summaryOf } from "./suggest.ts";

/**
 * The Reconciliation Service API v0.2, by which OpenRefine and others match names to codes:
 * https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 */

/** The service, and the same at other clocks than the usual: a tool adds paths of its own to the address it was given. */
const roots = ["", "/as-of/:asOf"].flatMap((asOf) =>
  ["", "/known-at/:knownAt"].flatMap((knownAt) =>
    ["", "/at-revision/:atRevision"].map((atRevision) => `/reconcile${asOf}${knownAt}${atRevision}`),
  ),
);

/** What of a batch is answered as other requests are: as many names as OpenRefine sends at once, and a table of a page. */
const lightBatch = { queries: 10, cells: 250 } as const;

type Answer = (asked: Asked) => object | Promise<object>;

interface Asked {
  readonly request: FastifyRequest;
  readonly parameters: URLSearchParams;
  readonly clocks: AskedClocks;
  readonly place: AdmittedPlace;
  /** @throws RateLimited */
  readonly charge: (cost: number) => void;
  /** Reads the graph as it is now. */
  readonly context: () => Promise<Context>;
}

/** Serves the reconciliation API under /reconcile. It only reads. */
export async function addReconciliation(http: HttpServer, parts: GraphParts): Promise<void> {
  const routes: FastifyPluginAsync = async (scope) => {
    // A form can be sent by any page, so that no other route takes one.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
    );
    scope.addContentTypeParser("*", async (request: FastifyRequest) => refuseType(request));
    for (const root of roots) addRoutes(scope, root, parts);
  };
  await http.register(routes);
}

function refuseType({ headers }: FastifyRequest): never {
  throw new BadUserInput(
    `The Content-Type ${JSON.stringify(headers["content-type"]?.slice(0, 60))} is not read here: expected a form (application/x-www-form-urlencoded) with queries or extend.`,
  );
}

function addRoutes(http: FastifyInstance, root: string, parts: GraphParts): void {
  const answering = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) =>
    sendJson(request, reply, await answer(await askedBy(request, parts)), parts.settings);
  http.get(
    root,
    answering((asked) => serve(asked, parts)),
  );
  http.post(
    root,
    answering((asked) => serve(asked, parts)),
  );
  http.get(
    `${root}/suggest/entity`,
    answering(async ({ context, parameters, clocks, charge }) => {
      charge(weights.search);
      return suggestOrganisations(await context(), parameters, clocks);
    }),
  );
  http.get(
    `${root}/suggest/type`,
    answering(({ parameters }) => suggestTypes(parameters)),
  );
  http.get(
    `${root}/suggest/property`,
    answering(({ parameters }) => suggestProperties(parameters)),
  );
  for (const [what, flyout] of Object.entries(flyouts)) {
    http.get(
      `${root}/flyout/${what}/:id`,
      answering(async ({ request, context, clocks }) => flyout(await context(), idIn(request), clocks)),
    );
  }
  http.get(
    `${root}/properties`,
    answering(({ parameters }) => proposeProperties(parameters)),
  );
  http.get(`${root}/preview/:id`, { helmet: framedBy(parts) }, async (request, reply) => {
    const { context, clocks } = await askedBy(request, parts);
    const summary = await summaryOf(await context(), idIn(request), clocks);
    return reply
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(previewPage(summary));
  });
}

const idIn = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

async function askedBy(request: FastifyRequest, parts: GraphParts): Promise<Asked> {
  return {
    request,
    parameters: parametersOf(request),
    clocks: clocksAsked(request),
    place: await takePlace(parts.admission, request, parts.settings.requestDeadlineMs),
    charge: (cost) => request.allowance?.charge(cost),
    context: async () => createContext(await requestInputOf(request, parts)),
  };
}

/** The pages that may ask may also show the preview in a frame, which runs nothing. */
function framedBy({ settings: { corsOrigins } }: GraphParts) {
  const frameAncestors = corsOrigins === "*" ? ["*"] : ["'self'", ...corsOrigins];
  const directives = { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors };
  return { contentSecurityPolicy: { useDefaults: false, directives }, frameguard: false };
}

async function serve(asked: Asked, { settings }: GraphParts) {
  const { request, parameters, clocks } = asked;
  const [queries, extension] = [parameters.get("queries"), parameters.get("extend")];
  if (queries !== null) return reconciled(asked, queries);
  if (extension !== null) return extended(asked, extension);
  if (request.method === "POST") {
    throw new BadUserInput(
      'The form holds neither queries nor extend: expected such as queries={"q0": {"query": "Cambridgeshire PCT"}}.',
    );
  }
  if (clocks.atRevision !== undefined) await refuseUnknownRevision(await asked.context(), clocks);
  return manifestOf({
    origin: originOf(request, settings.publicUrl),
    clocks,
    closed: settings.auth.required === "read",
  });
}

/** A client that is set up for a revision which the dataset never had is to hear of it then, not with its first query. */
async function refuseUnknownRevision(context: Context, clocks: AskedClocks): Promise<void> {
  await context.namedRevisions.check(clocksOf(clocks, context));
}

/** Where the client reached the server, unless a setting says where clients do. */
const originOf = ({ protocol, host }: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl ?? new URL(`${protocol}://${host}`).origin;

async function reconciled({ clocks, place, ...asked }: Asked, text: string): Promise<object> {
  const read = [...readQueries(text)];
  const queries = new Map(read.flatMap(([id, one]) => (one.kind === "query" ? [[id, one.query]] : [])));
  asked.charge(queries.size * weights.search);
  if (queries.size > lightBatch.queries) await place.becomeHeavy();
  const context = await asked.context();
  const found = await reconcile(context, [...queries.values()], clocks);
  const candidates = new Map([...queries.keys()].map((id, at) => [id, found[at] ?? []]));
  const results = read.map(async ([id, one]) => {
    if (one.kind === "refused") return [id, refusalShown(one.error)];
    const shown = (candidates.get(id) ?? []).map((candidate) => candidateShown(context, candidate));
    return [id, { result: await Promise.all(shown) }];
  });
  return Object.fromEntries(await Promise.all(results)) as object;
}

async function extended({ clocks, place, ...asked }: Asked, text: string) {
  const { ids, columns } = readExtension(text, clocks);
  asked.charge(ids.length * columns.length);
  if (ids.length * columns.length > lightBatch.cells) await place.becomeHeavy();
  const context = await asked.context();
  const [rows, { synthetic }] = await Promise.all([extend(context, ids, columns), dataset(context)]);
  return {
    meta: columns.map(({ id }) => {
      const { name, values } = propertyOf(id);
      // The name becomes that of the column, which is to say so where what is in it may be made up.
      const column = synthetic ? `${name} (in part SYNTHETIC)` : name;
      return { id, name: column, ...(values && { type: kindType(values) }) };
    }),
    rows: Object.fromEntries(
      ids.map((id, at) => [
        id,
        Object.fromEntries(
          columns.map((column, index) => [column.id, (rows[at]?.[index] ?? []).map(shownCell)]),
        ),
      ]),
    ),
  };
}

/** The columns that can be fetched for organisations of a type; all where none is named. */
function proposeProperties(parameters: URLSearchParams) {
  const type = parameters.get("type");
  const kind = type ? knownValue("type", type, "type", organisationKinds) : null;
  const limit = limitIn(parameters) ?? propertyIds.length;
  const properties = propertyIds
    .map((id) => ({ id, name: propertyOf(id).name, of: propertyOf(id).of }))
    .filter(({ of }) => kind === null || of?.includes(kind) !== false)
    .slice(0, limit)
    .map(({ id, name }) => ({ id, name }));
  return { type, limit, properties };
}

/** @throws BadUserInput */
function limitIn(parameters: URLSearchParams): number | null {
  const given = parameters.get("limit");
  if (!given) return null;
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new BadUserInput(
    `limit: ${JSON.stringify(cut(given))} was given: expected a whole number of properties, 1 or more, such as 3.`,
  );
}
