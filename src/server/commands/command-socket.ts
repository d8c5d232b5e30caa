import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Graph } from "../../graph/graph.ts";
import { BadUserInput } from "../../model/errors.ts";
import { type Admission, heavyReads } from "../admission.ts";
import type { Application } from "../application.ts";
import type { Readiness } from "../readiness.ts";
import { commandGate } from "./command-gate.ts";
import { type CommandHead, commandHead, framed, sendFrame } from "./frames.ts";
import { newSecret, removeSocketFile, writeSocketFile } from "./socket-file.ts";

/** Far more than a long question of GraphQL takes. */
const largestHead = 16 * 1024 * 1024;
const pollMs = 50;

export interface CommandSocketParts {
  readonly graph: Graph;
  /** The embedded graph's file, that this process holds. */
  readonly file: string;
  /** Of the API. */
  readonly url: string;
  readonly readiness: Readiness;
  readonly admission: Admission;
  readonly application: Application;
  readonly onFault: (error: unknown) => void;
}

/**
 * Lets other processes of this machine send their commands here, as this one holds the graph's file: on a port of the
 * loopback address that is for nothing else. Both sides prove that they know a secret that lies beside the file for its
 * owner alone.
 * @returns how to stop: commands have `graceMs` to end by themselves, then they are aborted
 */
export async function openCommandSocket(
  parts: CommandSocketParts,
): Promise<(graceMs: number) => Promise<void>> {
  const secret = newSecret();
  const running = new Map<Promise<void>, AbortController>();
  let admits = (_request: IncomingMessage, _response: ServerResponse): boolean => false;
  const server = createServer((request, response) => {
    if (!admits(request, response)) return;
    const stopping = new AbortController();
    response.on("close", () => stopping.abort());
    const run = runSent(parts, request, response, stopping.signal)
      .catch((error) => {
        if (!response.headersSent) response.writeHead(400);
        if (!stopping.signal.aborted) parts.onFault(error);
      })
      .finally(() => {
        response.end();
        running.delete(run);
      });
    running.set(run, stopping);
  });
  // Standard input may take as long as it likes.
  server.requestTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const commands = `http://127.0.0.1:${port}/commands`;
  admits = commandGate(secret, commands);
  const since = new Date().toISOString();
  await writeSocketFile(parts.file, { pid: process.pid, url: parts.url, commands, secret, since });
  return async (graceMs) => {
    // One that stays is known by the process that is gone.
    await removeSocketFile(parts.file).catch(parts.onFault);
    server.close();
    const late = setTimeout(() => {
      for (const stopping of running.values()) stopping.abort();
    }, graceMs);
    await Promise.all(running.keys());
    clearTimeout(late);
    server.closeAllConnections();
  };
}

async function runSent(
  { graph, readiness, admission, application }: CommandSocketParts,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { head, rest } = await readHead(request);
  response.writeHead(200, { "content-type": "application/x-ndjson", connection: "close" });
  // So that whoever sent it knows at once that it was taken.
  response.flushHeaders();
  // What is to fill an empty graph is not kept waiting until it is filled.
  while (readiness.notReady() !== undefined && !readiness.isEmpty())
    await delay(pollMs, undefined, { signal });
  const exitCode = await application.runCommand({
    ...head,
    graph: heavyReads(graph, admission, signal),
    signal,
    stdin: stdinOf(rest, response),
    stdout: { ...head.stdout, stream: framed(response, "stdout") },
    stderr: { ...head.stderr, stream: framed(response, "stderr") },
  });
  await sendFrame(response, { exitCode });
}

async function readHead(
  request: IncomingMessage,
): Promise<{ head: CommandHead; rest: AsyncGenerator<Buffer> }> {
  const chunks = request[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  for (;;) {
    const end = read.indexOf("\n");
    if (end >= 0) {
      const head = commandHead.parse(JSON.parse(read.subarray(0, end).toString("utf8")));
      return { head, rest: startingWith(read.subarray(end + 1), chunks) };
    }
    const next = await chunks.next();
    if (next.done || read.length > largestHead) {
      throw new BadUserInput("A command that was sent has no first line: expected one of JSON.");
    }
    read = Buffer.concat([read, next.value]);
  }
}

async function* startingWith(first: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

/** Asks for standard input when it is first read, since reading it unasked would keep a terminal waiting. */
async function* stdinOf(rest: AsyncIterable<Buffer>, response: ServerResponse): AsyncGenerator<Buffer> {
  await sendFrame(response, { stdin: "wanted" });
  yield* rest;
}
