/**
 * What users run: the built product. Its sources as they stand would go through a transpiler, which adds work of its own
 * to every function that is made while a query runs.
 */
const built = <M>(path: string): Promise<M> =>
  import(new URL(`../../dist/${path}.js`, import.meta.url).href) as Promise<M>;

export const { application } = await built<typeof import("../../src/cli/application.ts")>("cli/application");
export const { createContext } =
  await built<typeof import("../../src/resolvers/context.ts")>("resolvers/context");
export const { schema } = await built<typeof import("../../src/schema/schema.ts")>("schema/schema");
export const { datasetProperties } =
  await built<typeof import("../../src/graph/statements/dataset.ts")>("graph/statements/dataset");
export const { compiledQueries } =
  await built<typeof import("../../src/server/compiled-queries.ts")>("server/compiled-queries");
export const { readSettings } = await built<typeof import("../../src/server/settings.ts")>("server/settings");
export const { startServer } =
  await built<typeof import("../../src/server/start-server.ts")>("server/start-server");
