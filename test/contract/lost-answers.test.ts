import { describe, expect, it } from "vitest";
import { seedGraph } from "../../src/demonstration/seed-graph.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { auditRecords, readAudit } from "../../src/graph/statements/audit.ts";
import { OutcomeUnknown, Unavailable } from "../../src/model/errors.ts";
import { listAccessTokens } from "../../src/server/identity/access-tokens.ts";
import { requestGraph } from "../../src/server/request-graph.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { curate } from "./asking.ts";
import { membership } from "./curated-graph.ts";
import { faultyGraph, registration } from "./through-faults.ts";

const lost = { kind: "commit answer lost", times: 1 } as const;

describe.skipIf(ownNeo4j() === null)("Where the answer to a commit is lost", () => {
  const faulty = faultyGraph();
  /** The graph as a request of some seconds sees it. */
  const request = (milliseconds: number) =>
    requestGraph(faulty.through, {
      notReady: () => undefined,
      deadline: performance.now() + milliseconds,
      statementTimeLimitMs: milliseconds,
      signal: new AbortController().signal,
    });

  it("a mutation is written once, and answers as if nothing had been", async () => {
    faulty.proxy.set(lost);
    expect(await curate(request(15_000), "recordMembership", membership)).toMatchObject({
      __typename: "FactRecorded",
      repeated: false,
      revision: 2,
    });
    expect(faulty.proxy.commits).toBe(1);
    expect(await faulty.done()).toEqual(["RECORD"]);
  });

  it("a mutation that the caller gave a key is written once, also where it is asked again", async () => {
    faulty.proxy.set({ ...lost, times: 2 });
    const keyed = { ...membership, idempotencyKey: "mine" };
    expect(await curate(request(15_000), "recordMembership", keyed)).toMatchObject({ repeated: false });
    expect(await curate(request(15_000), "recordMembership", keyed)).toMatchObject({ repeated: true });
    expect(await faulty.done()).toEqual(["RECORD"]);
  });

  it("a commit that never arrived is made, once", async () => {
    faulty.proxy.set({ kind: "commit lost", times: 1 });
    expect(await curate(request(15_000), "recordMembership", membership)).toMatchObject({ revision: 2 });
    expect(faulty.proxy.commits).toBe(2);
    expect(await faulty.done()).toEqual(["RECORD"]);
  });

  it("and the connection stays silent, a mutation finds out over another", async () => {
    faulty.proxy.set({ kind: "commit answer swallowed", times: 1 });
    expect(await curate(request(6_000), "recordMembership", membership)).toMatchObject({ revision: 2 });
    expect(await faulty.done()).toEqual(["RECORD"]);
  });

  it("and the graph is gone, a mutation says that it is not known, and with which key to ask", async () => {
    faulty.proxy.set({ kind: "gone at commit" });
    const error: unknown = await curate(request(10_000), "recordMembership", membership).catch((e) => e);
    if (!(error instanceof OutcomeUnknown)) throw error;
    const { idempotencyKey } = error.details;
    expect(error.message).toContain(
      `Ask for the same once more with the idempotency key "${idempotencyKey}"`,
    );
    faulty.proxy.set({ kind: "none" });
    expect(
      await curate(request(15_000), "recordMembership", { ...membership, idempotencyKey }),
    ).toMatchObject({ __typename: "FactRecorded", repeated: true, revision: 2 });
    expect(await faulty.done()).toEqual(["RECORD"]);
  });

  it("restore --replace runs once, and its record names the graph that it replaced", async () => {
    const before = await faulty.direct.read(auditRecords, { from: 1, to: 1 });
    const { exitCode, err } = await faulty.command(lost, "restore", "small.gz", "--replace");
    expect([exitCode, err]).toEqual([0, ""]);
    expect(await faulty.done()).toEqual(["RESTORE"]);
    const [record] = (await faulty.direct.read(auditRecords, { from: 2, to: 2 })).map(readAudit);
    expect(record?.reason).toContain(`whose last audit record had the hash ${before[0]?.hash}`);
    expect(await verifyLog(faulty.direct)).toMatchObject({ records: 2, problems: [] });
  });

  it("an import says that it was written", async () => {
    const { exitCode, out } = await faulty.command(lost, "import", "organisations.csv");
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^Written in/m)]);
    expect(await faulty.done()).toEqual(["IMPORT"]);
  });

  it("a command of curation says what it wrote", async () => {
    const { exitCode, out } = await faulty.command(lost, ...registration("A81004"));
    expect([exitCode, out]).toEqual([0, "Written: A surgery (A81004), revision 2.\n"]);
    expect(await faulty.done()).toEqual(["REGISTER"]);
  });

  it("a token that is made is printed, and lives", async () => {
    const { exitCode, out } = await faulty.command(
      lost,
      "token",
      "create",
      "--name",
      "x",
      "--role",
      "reader",
    );
    const [token, ...more] = await listAccessTokens(faulty.direct);
    expect([exitCode, more]).toEqual([0, []]);
    expect(out).toMatch(new RegExp(`^cg_${token?.id}_[0-9a-f]{64}\n$`));
  });

  it("the demonstration is there once", async () => {
    const { direct, through, proxy } = faulty;
    const wipe = { name: "wipe", cypher: "MATCH (n) WHERE NOT n:TestGraph DETACH DELETE n", row: () => null };
    await direct.write((transaction) => transaction.run(wipe, {}));
    proxy.set(lost);
    await seedGraph(through, { factsOnly: true });
    expect(proxy.commits).toBe(1);
    expect(await verifyLog(direct)).toMatchObject({ problems: [] });
  });

  it("the server refuses, or is gone before it, nothing was written and that is said", async () => {
    faulty.proxy.set({ kind: "cut" });
    const error: unknown = await curate(request(6_000), "recordMembership", membership).catch((e) => e);
    expect(error).toBeInstanceOf(Unavailable);
    expect(await faulty.done()).toEqual([]);
  });
});
