import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Neo4jAddress } from "../../test/neo4j/locate.ts";
import type { JsonObject, Question } from "../works/work.ts";
import type { ContenderName } from "./contender.ts";

export interface Start {
  readonly name: ContenderName;
  readonly address: Neo4jAddress | null;
  readonly englands: number;
}
export type Job =
  | { readonly kind: "ask"; readonly question: Question }
  | { readonly kind: "time"; readonly questions: readonly Question[] }
  | { readonly kind: "memory" }
  | { readonly kind: "stop" };
export type Reply =
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "answer"; readonly pages: readonly JsonObject[] }
  | { readonly kind: "times"; readonly times: readonly number[] }
  | { readonly kind: "memory"; readonly rss: number; readonly heapUsed: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly reason: string };

/** A contender at work in a process of its own. */
export interface Running extends Start {
  readonly url: string;
  ask(question: Question): Promise<readonly JsonObject[]>;
  /** Milliseconds of each question, asked one after another in the contender's own process. */
  time(questions: readonly Question[]): Promise<readonly number[]>;
  /** Bytes after a collection of garbage. */
  memory(): Promise<{ rss: number; heapUsed: number }>;
  stop(): Promise<void>;
}

const thisProgram = new URL("../../", import.meta.url);

/**
 * Starts a contender and, where its graph is empty, fills it.
 * @param program the folder of another version of this program, built, that is to be the contender
 */
export async function startContender(start: Start, program = thisProgram): Promise<Running> {
  const child = fork(fileURLToPath(new URL("bench/contenders/child.ts", program)), {
    cwd: program,
    // Those of this process are tsx, by which it runs TypeScript.
    execArgv: [...process.execArgv, "--expose-gc", "--max-old-space-size=8192"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const send = async <K extends Reply["kind"]>(message: Start | Job, kind: K) => {
    const reply = await exchange(child, message);
    if (reply.kind === "failed") throw new Error(`${start.name}: ${reply.reason}`);
    if (reply.kind !== kind) throw new Error(`${start.name}: expected "${kind}", got "${reply.kind}"`);
    return reply as Extract<Reply, { kind: K }>;
  };
  const { url } = await send(start, "ready");
  return {
    ...start,
    url,
    ask: async (question) => (await send({ kind: "ask", question }, "answer")).pages,
    time: async (questions) => (await send({ kind: "time", questions }, "times")).times,
    memory: () => send({ kind: "memory" }, "memory"),
    stop: async () => {
      await send({ kind: "stop" }, "stopped");
      child.kill();
    },
  };
}

function exchange(child: ChildProcess, message: Start | Job): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A contender ended with code ${code}`));
    child.once("exit", ended);
    child.once("message", (reply) => {
      child.off("exit", ended);
      resolve(reply as Reply);
    });
    child.send(message);
  });
}
