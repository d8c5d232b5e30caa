import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from "graphql";
import { expect, it } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import {
  NotFound,
  Overloaded,
  type PublicError,
  QueryTooComplex,
  Unavailable,
} from "../../src/model/errors.ts";
import { askFor } from "../../src/server/exports/ask-orphans.ts";
import { reader } from "../callers.ts";
import { tinyApplication } from "./tiny-application.ts";

const refusals: readonly PublicError[] = [
  new Overloaded("Too much at once.", { retryAfterSeconds: 5 }),
  new QueryTooComplex("Too dear.", { bound: "filters" }),
  new NotFound("There is no 5ZZ."),
  new Unavailable("The graph is away."),
];

/** The tiny application with a schema whose one field is refused. */
const refusing = (refusal: PublicError) => ({
  ...tinyApplication,
  schema: new GraphQLSchema({
    query: new GraphQLObjectType({
      name: "Query",
      fields: { orphans: { type: GraphQLInt, resolve: () => Promise.reject(refusal) } },
    }),
  }),
});

it.each(refusals)(
  "a download that GraphQL refuses with $code is refused with it, and with its details",
  async (refusal) => {
    const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
    const asker = { graph, caller: reader, requestId: "test", defaultAsOf: "2011-04-01" as IsoDate };
    const ask = askFor(refusing(refusal), {
      ...asker,
      reportFault: () => "a fault",
      reportUnavailable: () => {},
    });
    await expect(ask("{ orphans }", {})).rejects.toMatchObject({
      code: refusal.code,
      message: refusal.message,
      details: refusal.details,
    });
    await graph.close();
  },
);
