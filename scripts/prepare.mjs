// npm runs this at the end of an installation in a clone. It is plain JavaScript, since it also runs where
// the tools that build are left out.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const inClone = (path) => existsSync(fileURLToPath(new URL(`../${path}`, import.meta.url)));

if (inClone("node_modules/typescript")) {
  const { status } = spawnSync("npm run build", { shell: true, stdio: "inherit" });
  process.exit(status ?? 1);
}
if (!inClone("dist/cli/main.js")) {
  console.error(
    "Nothing is built, and the packages that build it were left out (--omit=dev). To install for production from a clone: " +
      '"npm ci && npm prune --omit=dev". Or install the packed program: docs/operating.md, "Installing".',
  );
  process.exit(1);
}
