import type { TestProject } from "vitest/node";

/** Vitest's global set-up of the loop at the desk: suites run on the embedded engine alone. */
export default function setup(project: TestProject): void {
  project.provide("neo4jToWrite", []);
  project.provide("neo4jToRead", null);
}
