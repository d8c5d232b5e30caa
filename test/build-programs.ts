import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type {} from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder in which the programs that tests start stand as JavaScript, each under its path in this repository. */
    programs: string;
  }
}

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "coverage", "programs");
/** What tests start as processes of their own, often to kill them. */
const programs = [
  "src/cli/main.ts",
  "test/cli/tiny-main.ts",
  "test/cli/dying-server.ts",
  "test/kills/work-until-killed.ts",
];
/** What the sources find beside themselves. */
const beside = ["dist", "layouts", "package.json", "schema.graphql", "seed"];

/** Where the projects of one run tell each other that the programs are built. */
const variable = "PROGRAMS_FOR_THIS_RUN";

/** Vitest's global set-up: builds the programs once a run. A start through a transpiler takes three times as long. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env[variable]) await buildPrograms();
  process.env[variable] = folder;
  project.provide("programs", folder);
  return async () => {
    delete process.env[variable];
  };
}

async function buildPrograms(): Promise<void> {
  const input = programs.map((program) => join(root, program));
  const output = { preserveModules: true, preserveModulesRoot: root };
  await build({
    ...{ root, configFile: false, logLevel: "warn" },
    build: { ssr: true, outDir: folder, emptyOutDir: true, rolldownOptions: { input, output } },
  });
  for (const name of beside) {
    if (!existsSync(join(folder, name))) symlinkSync(join(root, name), join(folder, name));
  }
}
