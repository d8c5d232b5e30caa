import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = "http://127.0.0.1:4000";

/** The explorer. Everything it loads is in the bundle, so that it works with no network; `npm run dev:web` serves it from source. */
export default defineConfig({
  root: "web",
  plugins: [react()],
  build: { outDir: "../dist/web", emptyOutDir: true, target: "es2023" },
  // The tables of hexagons are in seed/.
  server: { fs: { allow: [".."] }, proxy: { "/graphql": api, "/graphiql": api } },
});
