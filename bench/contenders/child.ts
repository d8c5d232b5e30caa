import type { DocumentNode } from "graphql";
import type { JsonObject, Question } from "../works/work.ts";
import { askAll, type Contender } from "./contender.ts";
import type { Job, Reply, Start } from "./process.ts";

/** A contender in a process of its own, so that no contender's heap or compiled code bears on another's. */

async function start({ name, address, englands }: Start): Promise<Contender> {
  if (name === "plain") return (await import("./plain.ts")).startPlain();
  if (name === "peer") {
    if (!address) throw new Error("The peer needs a Neo4j");
    return (await import("../apart/peer.mjs")).startPeer(address);
  }
  const { startThisServer } = await import("./this-server.ts");
  return startThisServer({ address, englands, replica: name !== "neo4j" });
}

/** As a server does: a document is parsed and validated when it first comes. */
function asker(contender: Contender): (question: Question) => Promise<JsonObject[]> {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const document = contender.parse(query);
    const [error] = contender.validate(document);
    if (error) throw error;
    documents.set(query, document);
    return document;
  };
  return (question) =>
    askAll(question, async (query, variables) => {
      const document = documents.get(query) ?? documentOf(query);
      const { data, errors } = await contender.execute(document, variables);
      if (errors?.[0] || !data) throw errors?.[0]?.originalError ?? errors?.[0] ?? new Error("No data");
      return data as JsonObject;
    });
}

async function work(contender: Contender, ask: ReturnType<typeof asker>, job: Job): Promise<Reply> {
  switch (job.kind) {
    case "ask":
      return { kind: "answer", pages: await ask(job.question) };
    case "time": {
      const times: number[] = [];
      for (const question of job.questions) {
        const started = performance.now();
        await ask(question);
        times.push(performance.now() - started);
      }
      return { kind: "times", times };
    }
    case "memory":
      globalThis.gc?.();
      return { kind: "memory", ...process.memoryUsage() };
    case "stop":
      await contender.stop();
      return { kind: "stopped" };
    default:
      return job satisfies never;
  }
}

// tsx turns them on, by which every stack that a driver takes costs several times as much as where a program is served.
process.setSourceMapsEnabled(false);

process.once("message", async (message) => {
  const send = (reply: Reply) => process.send?.(reply);
  try {
    const contender = await start(message as Start);
    const ask = asker(contender);
    process.on("message", (job) => {
      work(contender, ask, job as Job).then(send, (error) =>
        send({ kind: "failed", reason: String(error?.stack ?? error) }),
      );
    });
    send({ kind: "ready", url: contender.url });
  } catch (error) {
    send({ kind: "failed", reason: String((error as Error)?.stack ?? error) });
  }
});
