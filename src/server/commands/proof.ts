import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/**
 * How a command and the server that it is sent to prove to each other that they know the secret, without sending it:
 * each answers the other's challenge with a digest that only the secret gives. A digest names its side and the
 * server's address, so that it can be neither given back nor passed on to another address.
 */
type Side = "command" | "server";

export interface Challenges {
  readonly ofCommand: string;
  readonly ofServer: string;
}

const challenge = z.string().regex(/^[\w-]{43}$/);
export const proofText = z.string().regex(/^[\w-]{43}$/);

/** What is asked of the server first. */
export const greeting = z.object({ challenge });
/** What the server answers. */
export const greetingAnswer = z.object({ challenge, proof: proofText });

export const newChallenge = (): string => randomBytes(32).toString("base64url");

export function proofOf(secret: string, side: Side, address: string, challenges: Challenges): string {
  const said = JSON.stringify([side, address, challenges.ofCommand, challenges.ofServer]);
  return createHmac("sha256", secret).update(said).digest("base64url");
}

/** Whether a proof is the one expected, in a time that does not tell how much of it is. */
export function isProof(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
