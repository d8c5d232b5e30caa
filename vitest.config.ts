import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { Alternate } from "./test/alternate.ts";

/** Suites that run on the embedded engine and on Neo4j, where they take turns. */
const onEachEngine = ["test/contract/**/*.test.ts", "test/import/**/*.test.ts"];

/** What the loop at the desk runs of them: on a small embedded graph. */
const onSmallGraphs = [
  "test/contract/{curation,facts,paging,reconciliation,refusals,snapshot,whole-contract}.test.ts",
];

/** Suites that run the program in a shell. Through a transpiler its many starts would take longer. */
const inShell = ["test/cli/examples.test.ts", "test/docs/{backup,data-teams}.test.ts"];

/** Suites that look at pages in a browser. */
const inBrowser = "test/e2e/**/*.test.ts";

/** Suites that drive other people's clients and readers: `npm run test:clients`. */
const withClients = [
  "test/clients/**/*.test.ts",
  "test/export/{gephi,python}.test.ts",
  "test/docs/python-example.test.ts",
];

/** Suites that drive operators' programs, such as Prometheus: `npm run test:operations`. */
const withOperators = "test/operations/**/*.test.ts";

/** Suites that only `npm run test:long` runs: many kills, many faults. */
const long = "test/**/*.long.test.ts";

/** Random tests, which `npm run test:long` tries with thousands of cases. */
const random = ["test/contract/filters.test.ts", "test/fuzz/fuzz.test.ts"];

const once = ["./test/seed-once.ts", "./test/build-programs.ts"];
const buildProgram = "./test/cli/build-program.ts";
const findNeo4j = "./test/neo4j/global-setup.ts";

export default defineConfig({
  // Vitest would load graphql twice, as ESM and as CommonJS, and graphql refuses a schema "from another module".
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    // A first plan on Neo4j, or a first page in a browser, takes long on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // What is waited for comes late there too.
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: Math.max(2, availableParallelism()),
    // A worker keeps the modules of one suite for the next: a third of a suite's time was importing them.
    isolate: false,
    setupFiles: process.env.TIMES ? ["./test/times/measure.ts"] : [],
    sequence: { sequencer: Alternate },
    projects: [
      {
        // What `npm test` runs: the four after it together, so that a worker goes on from any suite to any other.
        extends: true,
        test: {
          name: "product",
          include: ["test/**/*.test.ts"],
          exclude: [...withClients, withOperators, long],
          globalSetup: "./test/prepare-product.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...onEachEngine, ...inShell, ...withClients, withOperators, inBrowser, long],
          globalSetup: once,
        },
      },
      { extends: true, test: { name: "browser", include: [inBrowser], globalSetup: once } },
      {
        extends: true,
        test: {
          name: "clients",
          include: withClients,
          globalSetup: [...once, "./test/clients/install.ts"],
        },
      },
      {
        extends: true,
        test: { name: "operations", include: [withOperators], globalSetup: [...once, buildProgram] },
      },
      {
        extends: true,
        test: { name: "shell", include: inShell, globalSetup: [buildProgram] },
      },
      {
        extends: true,
        test: {
          name: "engines",
          include: onEachEngine,
          exclude: [long],
          globalSetup: [...once, findNeo4j],
        },
      },
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/{unit,web,backup}/**/*.test.ts", ...onSmallGraphs],
          globalSetup: ["./test/neo4j/without.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: [long, ...random],
          env: { TEST_SIZE: "long" },
          testTimeout: 3_600_000,
          fileParallelism: false,
          // Its one worker makes it a group of its own.
          sequence: { groupOrder: 1 },
          globalSetup: [...once, findNeo4j],
        },
      },
    ],
  },
});
