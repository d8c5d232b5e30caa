import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request as startRequest } from "node:http";
import { resolve } from "node:path";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { BadUserInput, OutcomeUnknown } from "../model/errors.ts";
import { type CommandHead, type Frame, frame } from "../server/commands/frames.ts";
import type { Output } from "../server/commands/output.ts";
import { greetingAnswer, isProof, newChallenge, proofOf } from "../server/commands/proof.ts";
import { findCommandSocket, type SocketAddress } from "../server/commands/socket-file.ts";
import type { CommandContext, ExitCode } from "./command-context.ts";

/** All of the environment that a command is sent with. No secret is among it, and none is ever added. */
const sentVariables = ["DEFAULT_AS_OF", "LOG_LEVEL", "STATEMENT_TIME_LIMIT_MS"] as const;
/** Whoever answers the greeting later than this is not the server. */
const greetingMs = 30_000;

/**
 * Sends a command to the server that holds the embedded graph's file, and prints what comes back as it comes.
 * @returns its exit code; null where no server holds the file, so that the command runs here
 * @throws BadUserInput where what lies beside the graph's file could be somebody else's
 */
export async function sendCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<ExitCode | null> {
  const { graph, readOnly } = context.settings();
  // Beside a graph that is only read lies nothing to go by; and a server that writes it would write.
  if (readOnly) return null;
  if (graph.kind !== "embedded" || graph.file === ":memory:") return null;
  const file = resolve(context.cwd, graph.file);
  const found = await findCommandSocket(file);
  if (found.kind === "none") return null;
  if (found.kind === "refused") throw new BadUserInput(found.reason);
  const proof = await provenTo(found.socket, context.signal);
  if (proof === null) return null;
  const request = post(found.socket.commands, context.signal, { authorization: proof });
  request.write(`${JSON.stringify(headOf(args, context, file))}\n`);
  const response = await answerTo(request);
  if (response === null) {
    context.signal.throwIfAborted();
    return null;
  }
  try {
    return await printFrames(response, request, context);
  } finally {
    request.destroy();
  }
}

function post(
  url: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): ClientRequest {
  return startRequest(url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...headers },
    agent: false,
    signal,
  });
}

/**
 * Lets the server prove that it knows the secret, and answers this side's own proof.
 * @returns null where nobody proves it: the server that wrote the secret is gone
 */
async function provenTo({ commands, secret }: SocketAddress, signal: AbortSignal): Promise<string | null> {
  const ofCommand = newChallenge();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(greetingMs)]);
  const request = post(`${commands}/greeting`, limit);
  request.end(JSON.stringify({ challenge: ofCommand }));
  const response = await answerTo(request);
  const answer = greetingAnswer.safeParse(response && (await json(response).catch(() => null)));
  signal.throwIfAborted();
  if (!answer.success) return null;
  const challenges = { ofCommand, ofServer: answer.data.challenge };
  const proof = (side: "command" | "server") => proofOf(secret, side, commands, challenges);
  return isProof(answer.data.proof, proof("server"))
    ? `Proof ${challenges.ofServer} ${proof("command")}`
    : null;
}

/** Null where nobody answers, or somebody else does: the server that wrote the address is gone. */
async function answerTo(request: ClientRequest): Promise<IncomingMessage | null> {
  try {
    const [response] = (await once(request, "response")) as [IncomingMessage];
    request.on("error", () => {});
    if (response.statusCode === 200) return response;
    response.destroy();
    return null;
  } catch {
    return null;
  }
}

function headOf(
  args: readonly string[],
  { cwd, env, stdout, stderr, caller }: CommandContext,
  file: string,
): CommandHead {
  const facts = ({ isTerminal, columns, colours }: Output) => ({ isTerminal, columns, colours });
  const sent = sentVariables.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    args: [...args],
    cwd,
    user: caller.name,
    env: { ...Object.fromEntries(sent), GRAPH_FILE: file },
    stdout: facts(stdout),
    stderr: facts(stderr),
  };
}

async function printFrames(
  response: IncomingMessage,
  request: ClientRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const { stdout, stderr, stdin, signal } = context;
  try {
    for await (const line of linesOf(response)) {
      const sent: Frame = frame.parse(JSON.parse(line));
      if ("exitCode" in sent) return sent.exitCode as ExitCode;
      if ("stdout" in sent) await writeTo(stdout, sent.stdout, signal);
      else if ("stderr" in sent) await writeTo(stderr, sent.stderr, signal);
      // Where it ends early, the command has enough of it, or has ended.
      else void pipeline(stdin, request).catch(() => {});
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  signal.throwIfAborted();
  throw new OutcomeUnknown(
    "The server that ran this command ended before it did: all that the command was to write is in the graph, or nothing of it. Before it is run again, look with commissioning audit list --first 5, or with commissioning token list where it was about tokens.",
  );
}

/** The whole lines of a response; the server that dies leaves a part of one, or cuts the connection. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = "";
  response.setEncoding("utf8");
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    if (!isCut(error)) throw error;
  }
}

const isCut = (error: unknown): boolean =>
  ["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes((error as NodeJS.ErrnoException).code ?? "");

async function writeTo({ stream }: Output, base64: string, signal: AbortSignal): Promise<void> {
  if (!stream.write(Buffer.from(base64, "base64"))) await once(stream, "drain", { signal });
}
