import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Neo4jAddress } from "./locate.ts";

/**
 * Lays out the empty folder `home` for a server on a free port with a random password, and tells where it will be. The
 * server does not know the password yet.
 * @param settings further lines of neo4j.conf
 */
export async function prepareHome(home: string, settings: readonly string[]): Promise<Neo4jAddress> {
  const port = await freePort();
  const address = { uri: `bolt://127.0.0.1:${port}`, user: "neo4j", password: randomUUID() };
  await mkdir(join(home, "conf"));
  await mkdir(join(home, "logs"));
  await writeFile(join(home, "conf", "neo4j.conf"), [...configuration(port), ...settings, ""].join("\n"));
  return address;
}

function configuration(port: number): string[] {
  return [
    "server.default_listen_address=127.0.0.1",
    "server.default_advertised_address=127.0.0.1",
    `server.bolt.listen_address=127.0.0.1:${port}`,
    "server.http.enabled=false",
    "dbms.usage_report.enabled=false",
    "dbms.security.auth_enabled=true",
    "server.memory.pagecache.size=128m",
    // Otherwise ending the server takes 10 s longer: it waits for connections that might still come.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
    // Otherwise each of the two databases takes 256 MB of disk before the first write.
    "db.tx_log.preallocate=false",
  ];
}

/** Must run before the first start: the server only reads the file this writes when it has no users yet. */
export async function setInitialPassword(home: string, jars: string, password: string): Promise<void> {
  // What `neo4j-admin` itself runs; the script is not among the Maven artefacts.
  const command = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password];
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf") };
  await promisify(execFile)(
    "java",
    ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", join(jars, "*"), ...command],
    { env },
  );
}

/** A TCP port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free TCP port on 127.0.0.1.");
  return address.port;
}
