import { defineConfig } from "vitest/config";

export default defineConfig({
  // Vitest would load graphql twice, as ESM and as CommonJS, and graphql refuses a schema "from another module".
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: { include: ["test/**/*.test.ts"] },
});
