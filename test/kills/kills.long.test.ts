import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNeo4j } from "../neo4j/locate.ts";
import { type RunningNeo4j, startNeo4j } from "../neo4j/start-neo4j.ts";
import { killInsideWrites, seed, type Tally } from "./embedded.ts";
import { killOnNeo4j } from "./neo4j.ts";

const each = 20;
const kinds = ["record", "import", "restore", "seed", "checkpoint"] as const;
/** A server of its own, because it is killed; one that NEO4J_URI names is somebody's. */
const ownServer = findNeo4j({ ...process.env, NEO4J_URI: undefined }).kind === "maven";

const inside = ({ begun, committing }: Tally) => begun + committing;
const tell = (what: string, tally: Tally) => console.info(`KILL_SEED=${seed}, ${what}:`, tally);

describe(`A process that is killed while it writes, with KILL_SEED=${seed}`, () => {
  let counted = 0;
  afterAll(() => console.info(`KILL_SEED=${seed}: ${counted} kills were inside a write.`));

  it.each(kinds)(`loses nothing and leaves nothing half: %s, ${each} times`, async (kind) => {
    const tally = await killInsideWrites(kind, each);
    tell(kind, tally);
    counted += inside(tally);
    expect(inside(tally)).toBeGreaterThanOrEqual(each);
  });
});

describe.skipIf(!ownServer)(`A Neo4j that is written to, with KILL_SEED=${seed}`, () => {
  let neo4j: RunningNeo4j;
  beforeAll(async () => {
    neo4j = await startNeo4j();
  });
  afterAll(() => neo4j?.stop());

  it("loses nothing and holds nothing half when it is killed, 5 times", async () => {
    const tally = await killOnNeo4j(neo4j, "server", ["record", "import", "restore", "record", "restore"]);
    tell("Neo4j itself", tally);
    expect(inside(tally)).toBeGreaterThanOrEqual(5);
  });

  it("nor when the process is killed that writes, 6 times", async () => {
    const tally = await killOnNeo4j(neo4j, "process", [
      "restore",
      "record",
      "restore",
      "record",
      "restore",
      "restore",
    ]);
    tell("a process on Neo4j", tally);
    expect(inside(tally)).toBeGreaterThanOrEqual(6);
  });
});
