import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** What goes wrong between a program and Neo4j. */
export type Fault =
  | { readonly kind: "none" }
  /** Connections are cut, and no new one comes about. */
  | { readonly kind: "cut" }
  /** Connections stay open, and nothing arrives any more, in either direction. */
  | { readonly kind: "half-open" }
  /** Whatever passes is late by this much. */
  | { readonly kind: "slow"; readonly ms: number }
  /** The next commits are done, and the connection is cut before their answer arrives. */
  | { readonly kind: "commit answer lost"; readonly times: number }
  /** The same, and the connection stays open. */
  | { readonly kind: "commit answer swallowed"; readonly times: number }
  /** The next commits never arrive, and the connection is cut. */
  | { readonly kind: "commit lost"; readonly times: number }
  /** After the next commit, whose answer is lost, no connection comes about. */
  | { readonly kind: "gone at commit" };

export interface FaultyProxy {
  readonly uri: string;
  /** From now on, for connections that are open too. */
  set(fault: Fault): void;
  /** How many commits were asked for since the last `set`. */
  readonly commits: number;
  stop(): Promise<void>;
}

/** A message of Bolt of one chunk: COMMIT, a structure of no fields. */
const commitMessage = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

/** Stands between a driver and the Neo4j at an address, and does to their connections what it is told. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const state: State = { fault: { kind: "none" }, left: 0, commits: 0 };
  const pairs = new Set<Pair>();
  const server = createServer((client) => {
    if (state.fault.kind === "cut") return client.destroy();
    const pair: Pair = { client, server: connect(Number(port), hostname), swallowing: false };
    pairs.add(pair);
    const end = () => {
      pair.client.destroy();
      pair.server.destroy();
      pairs.delete(pair);
    };
    for (const socket of [pair.client, pair.server]) socket.on("error", end).on("close", end);
    client.on("data", (bytes: Buffer) => fromClient(state, pair, bytes, end));
    pair.server.on("data", (bytes: Buffer) => fromServer(state, pair, bytes, end));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const end = () => {
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get commits() {
      return state.commits;
    },
    set(fault) {
      state.fault = fault;
      state.left = "times" in fault ? fault.times : 1;
      state.commits = 0;
      if (fault.kind === "cut") end();
    },
    async stop() {
      end();
      server.close();
      await once(server, "close");
    },
  };
}

interface State {
  fault: Fault;
  left: number;
  commits: number;
}
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What becomes of the server's next answer. */
  onAnswer?: "cut" | "swallow";
  /** Nothing passes any more. */
  swallowing: boolean;
}

function fromClient(state: State, pair: Pair, bytes: Buffer, end: () => void): void {
  const { fault } = state;
  if (pair.swallowing || fault.kind === "half-open") return;
  if (bytes.includes(commitMessage)) {
    state.commits++;
    const meant = state.left > 0;
    state.left--;
    if (meant && fault.kind === "commit lost") {
      end();
      return;
    }
    if (meant && (fault.kind === "commit answer lost" || fault.kind === "gone at commit"))
      pair.onAnswer = "cut";
    if (meant && fault.kind === "commit answer swallowed") pair.onAnswer = "swallow";
  }
  pass(state, pair.server, bytes);
}

function fromServer(state: State, pair: Pair, bytes: Buffer, end: () => void): void {
  const { fault } = state;
  if (pair.swallowing || fault.kind === "half-open") return;
  if (pair.onAnswer === "swallow") {
    pair.swallowing = true;
    return;
  }
  if (pair.onAnswer === "cut") {
    if (fault.kind === "gone at commit") state.fault = { kind: "cut" };
    end();
    return;
  }
  pass(state, pair.client, bytes);
}

function pass({ fault }: State, to: Socket, bytes: Buffer): void {
  // Timers of one delay fire in the order in which they were set.
  if (fault.kind === "slow") setTimeout(() => to.destroyed || to.write(bytes), fault.ms);
  else to.write(bytes);
}
