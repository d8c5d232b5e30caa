import type { IncomingMessage, ServerResponse } from "node:http";
import { greeting, isProof, newChallenge, proofOf } from "./proof.ts";

/** A command follows its greeting at once. */
const challengeMs = 10_000;
/** More greetings at once than people give commands: the oldest is forgotten first. */
const maxChallenges = 1_000;
const maxGreetingBytes = 1_024;

/**
 * Whether a request is a command of somebody who knows the secret. Anything else is answered here: a greeting with a
 * challenge and the proof that this server knows the secret too, the rest with a refusal.
 * @param address where commands are sent, as the proofs name it
 */
export function commandGate(
  secret: string,
  address: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  /** The challenges given and not yet answered, each with the command's own. */
  const given = new Map<string, { readonly ofCommand: string; readonly until: number }>();

  const greet = async (request: IncomingMessage, response: ServerResponse) => {
    const read = greeting.safeParse(await bodyOf(request));
    if (!read.success) return refuse(response, 400);
    const challenges = { ofCommand: read.data.challenge, ofServer: newChallenge() };
    for (const [oldest] of given) {
      if (given.size < maxChallenges) break;
      given.delete(oldest);
    }
    given.set(challenges.ofServer, {
      ofCommand: challenges.ofCommand,
      until: performance.now() + challengeMs,
    });
    const proof = proofOf(secret, "server", address, challenges);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ challenge: challenges.ofServer, proof }));
  };

  const isProven = ({ headers }: IncomingMessage): boolean => {
    const [, ofServer = "", proof = ""] = /^Proof ([\w-]+) ([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
    const challenge = given.get(ofServer);
    // A challenge is answered once, rightly or not.
    given.delete(ofServer);
    if (challenge === undefined || performance.now() > challenge.until) return false;
    const challenges = { ofCommand: challenge.ofCommand, ofServer };
    return isProof(proof, proofOf(secret, "command", address, challenges));
  };

  return (request, response) => {
    const asked = `${request.method} ${request.url}`;
    if (asked === "POST /commands/greeting") {
      greet(request, response).catch(() => refuse(response, 400));
      return false;
    }
    if (asked === "POST /commands" && isProven(request)) return true;
    refuse(response, asked === "POST /commands" ? 401 : 404);
    return false;
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: "close" }).end();
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > maxGreetingBytes) throw new Error("A greeting is shorter.");
  }
  return JSON.parse(text);
}
