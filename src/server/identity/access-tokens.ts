import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Graph, ReadOptions } from "../../graph/graph.ts";
import {
  accessTokenById,
  accessTokens,
  recordAccessToken,
  revokeAccessToken,
} from "../../graph/statements/access-token.ts";
import type { AccessToken } from "../../model/access-token.ts";
import { toInstant } from "../../model/dates.ts";
import { NotFound } from "../../model/errors.ts";

const idBytes = 5;
const secretBytes = 32;
/** The prefix lets secret scanners recognise a leaked token; the id lets its owner revoke it, and us find it. */
const tokenText = /^cg_([0-9a-f]{10})_([0-9a-f]{64})$/;

export interface NewAccessToken extends Pick<AccessToken, "name" | "role" | "expiresAt" | "createdBy"> {}

/** A token as it is made: its text, which nobody can read again, and what is known of it. */
export interface MadeAccessToken {
  readonly text: string;
  readonly token: AccessToken;
}

/**
 * Makes a bearer token and keeps a digest of its secret.
 * @param onMade told of it before it is written, so that none is ever live that nobody saw
 */
export async function createAccessToken(
  graph: Graph,
  wanted: NewAccessToken,
  onMade: (made: MadeAccessToken) => void = () => {},
): Promise<MadeAccessToken> {
  const secret = randomBytes(secretBytes).toString("hex");
  const token: AccessToken = {
    ...wanted,
    id: randomBytes(idBytes).toString("hex"),
    createdAt: toInstant(new Date()),
    revokedAt: null,
    revokedBy: null,
  };
  const made = { text: `cg_${token.id}_${secret}`, token };
  onMade(made);
  const secretHash = digest(secret).toString("hex");
  const { id } = token;
  await graph.write((transaction) => transaction.run(recordAccessToken, { token, secretHash }), {
    key: {
      find: async (transaction) => found(await transaction.run(accessTokenById, { id })),
      advice: `If commissioning token list shows the token ${id}, it is live: use it, or end it with commissioning token revoke ${id}.`,
      details: { id },
    },
  });
  return made;
}

const found = (stored: readonly { readonly token: AccessToken }[]): AccessToken[] | undefined =>
  stored.length === 0 ? undefined : stored.map(({ token }) => token);

/** Every token that was ever made, the newest first. */
export function listAccessTokens(graph: Graph): Promise<AccessToken[]> {
  return graph.read(accessTokens, {});
}

/**
 * Ends a token: the next request that carries it is refused.
 * @param revokedBy the user who does so
 * @throws NotFound
 */
export async function endAccessToken(graph: Graph, id: string, revokedBy: string): Promise<AccessToken> {
  const ended = { id, revokedAt: toInstant(new Date()), revokedBy };
  const [token] = await graph.write((transaction) => transaction.run(revokeAccessToken, ended), {
    key: {
      // Revoked twice, it stays as it was revoked first.
      find: async () => undefined,
      advice: `Look with commissioning token list, or run commissioning token revoke ${id.slice(0, 60)} again.`,
    },
  });
  if (token) return token;
  throw new NotFound(
    `There is no token ${JSON.stringify(id.slice(0, 60))}: expected an id of "commissioning token list", such as 3f9a0c41de.`,
  );
}

export const isAccessToken = (text: string): boolean => text.startsWith("cg_");

/**
 * The token that a text is, by one statement.
 * @returns undefined where the text was never one: altered, of another graph, or made up
 */
export async function findAccessToken(
  graph: Graph,
  text: string,
  options: ReadOptions = {},
): Promise<AccessToken | undefined> {
  const [, id, secret] = tokenText.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const [stored] = await graph.read(accessTokenById, { id }, options);
  if (!stored) return undefined;
  return timingSafeEqual(digest(secret), Buffer.from(stored.secretHash, "hex")) ? stored.token : undefined;
}

/** A secret of 256 random bits cannot be guessed from its digest, as a password could: a slow hash would gain nothing. */
const digest = (secret: string): Buffer => createHash("sha256").update(secret).digest();
