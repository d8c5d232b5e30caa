import { type DocumentNode, print } from "graphql";
import { createServer } from "vite";
import { schema } from "../../src/schema/schema.ts";
import { questionsOfInputTypes } from "../../test/fuzz/input-types.ts";
import { heaviest, kinds } from "../../test/server/heaviest.ts";
import { clocks } from "../works/work.ts";
import { warmWorks } from "../works/works.ts";

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the explorer asks, as its sources have it. */
export async function explorersQuestions(): Promise<Question[]> {
  const vite = await createServer({
    configFile: false,
    optimizeDeps: { noDiscovery: true },
    appType: "custom",
    server: { middlewareMode: true, hmr: false },
  });
  const load = async (path: string) =>
    Object.values(await vite.ssrLoadModule(path)).flatMap((module): DocumentNode[] => {
      const document = module?.document ?? module;
      return document?.kind === "Document" && print(document).startsWith("query") ? [document] : [];
    });
  const views = [
    "compare/compare",
    "conflicts/conflicts",
    "england/england",
    "organisation/organisation",
    "orphans/orphans",
    "orphans/download",
    "orphans/suggestions",
    "search/search",
    "curate/curate",
  ];
  const paths = [...views.map((view) => `/web/views/${view}-query.ts`), "/web/app/suggest-query.ts"];
  const documents = (await Promise.all(paths.map(load))).flat();
  await vite.close();
  return documents.flatMap((document) => {
    const query = print(document).replaceAll(" @_required", "");
    const name = /query (\w+)/.exec(query)?.[1] ?? "?";
    return variablesOf(query).map((variables, at) => ({
      name: `explorer ${name} ${at + 1}`,
      query,
      variables,
    }));
  });
}

/** What the explorer sends: of England, and of one area. */
function variablesOf(query: string): Record<string, unknown>[] {
  const has = (name: string) => query.includes(`$${name}:`);
  const defaults = {
    ...(has("asOf") && { asOf: clocks.asOf }),
    ...(has("from") && { from: "2010-07-31", to: "2013-04-01" }),
    ...(has("text") && { text: "cambridgeshire health" }),
  };
  const where = { pct: { code: { eq: "5PP" } } };
  if (has("where"))
    return [
      { ...defaults, where: {} },
      { ...defaults, where },
    ];
  if (has("within")) return [defaults, { ...defaults, within: "Q38" }];
  if (has("code")) return ["5PP", "Q36", "X006883"].map((code) => ({ ...defaults, code }));
  if (has("of")) return [{ ...defaults, of: "5PP", withFacts: true }];
  return [defaults];
}

/** One of each kind that the benchmark asks. */
export const benchmarksQuestions = (): Question[] =>
  warmWorks.flatMap(({ id, name, subjects }) =>
    subjects.slice(0, 1).map(({ ours }) => ({
      name: `${id} ${name}`,
      query: ours.query,
      variables: { counted: true, ...ours.variables },
    })),
  );

/** A variable of every input type of the schema. */
export const inputTypes = (): Question[] =>
  questionsOfInputTypes(schema).map((question) => ({ ...question, name: `input ${question.type}` }));

/** The heaviest of each kind that the limits allow. */
export const heaviestQuestions = (): Question[] =>
  Object.entries(kinds).map(([name, kind]) => ({
    name: `heaviest ${name}`,
    query: heaviest(kind),
    variables: {},
  }));
