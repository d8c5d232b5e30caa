import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** graphiql/style.css repeats the styles that Monaco brings itself, and has fonts for seven scripts; one is needed. */
const trimmedGraphiqlStyles: Plugin = {
  name: "trimmed graphiql styles",
  enforce: "pre",
  transform: {
    filter: { id: /graphiql\/dist\/style\.css$/ },
    handler: (css) =>
      css
        .replace(/^.*?(?=@font-face \{\s*font-family: Roboto)/s, "")
        .replaceAll(/@font-face \{[^}]*\}/g, (face) => (face.includes("U+0000-00FF") ? face : "")),
  },
};

/** The GraphiQL page. Everything it loads is in the bundle, so that it works with no network. */
export default defineConfig({
  root: "src/graphiql",
  base: "/graphiql/",
  plugins: [trimmedGraphiqlStyles, react()],
  worker: { format: "es" },
  build: {
    outDir: "../../dist/graphiql",
    emptyOutDir: true,
    chunkSizeWarningLimit: 3_000, // kB; Monaco is one chunk of 2,800
    rolldownOptions: { checks: { moduleLevelDirective: false } }, // "use no memo" in GraphiQL's own files
  },
});
