import { spawnSync } from "node:child_process";

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

/** Where the tests get their Neo4j: one that runs already, one to start from Maven artefacts, or none. */
export type Neo4jSource =
  | ({ readonly kind: "address" } & Neo4jAddress)
  | { readonly kind: "maven" }
  | { readonly kind: "absent"; readonly reason: string };

type Environment = Readonly<Record<string, string | undefined>>;

// What Neo4j 5 needs.
const oldestJava = 17;

/** NEO4J_URI comes first; otherwise Java 17 or later and Maven on the PATH. `reason` is one sentence. */
export function findNeo4j(env: Environment): Neo4jSource {
  // A server without authentication takes any password, so none at all is a valid setting.
  const { NEO4J_URI: uri, NEO4J_USER: user = "neo4j", NEO4J_PASSWORD: password = "" } = env;
  if (uri) return { kind: "address", uri, user, password };
  const obstacle = mavenObstacle(env);
  if (obstacle === undefined) return { kind: "maven" };
  return { kind: "absent", reason: `NEO4J_URI is not set and ${obstacle}.` };
}

function mavenObstacle(env: Environment): string | undefined {
  const java = versionText("java", "-version", env);
  if (java === undefined) return `there is no java on the PATH (expected ${oldestJava} or later)`;
  // Before Java 9 this read "1.8.0_452": a major version of 1 is too old as well.
  const [, major] = /version "(\d+)/.exec(java) ?? [];
  if (Number(major) < oldestJava) return `the java on the PATH is ${major} (expected ${oldestJava} or later)`;
  if (versionText("mvn", "--version", env) === undefined) return "there is no mvn on the PATH";
  return undefined;
}

/** Whether java is a JDK's: one without a compiler runs no source file. */
export function hasJavaCompiler(): boolean {
  return versionText("java", "--list-modules", process.env)?.includes("jdk.compiler@") ?? false;
}

/** What `command` prints about its version (java does so on stderr), or undefined when it cannot be run. */
function versionText(command: string, flag: string, env: Environment): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, [flag], { env: { ...env }, encoding: "utf8" });
  return status === 0 ? stdout + stderr : undefined;
}
