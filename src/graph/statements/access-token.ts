import type { AccessToken } from "../../model/access-token.ts";
import type { Instant } from "../../model/dates.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";

/** Bearer tokens: nodes that no fact touches. Of the secret only a digest is kept, and only one statement reads it. */

/** A token as the graph keeps it. */
export interface StoredAccessToken {
  readonly token: AccessToken;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly secretHash: string;
}

const columns = `t.id AS id, t.name AS name, t.role AS role, t.createdAt AS createdAt, t.createdBy AS createdBy,
  t.expiresAt AS expiresAt, t.revokedAt AS revokedAt, t.revokedBy AS revokedBy`;

const readToken = (raw: RawRow): AccessToken => {
  const { id, name, role, createdAt, createdBy, expiresAt, revokedAt, revokedBy } = raw;
  const revoked = { revokedAt: revokedAt ?? null, revokedBy: revokedBy ?? null };
  return { id, name, role, createdAt, createdBy, expiresAt, ...revoked } as AccessToken;
};

/** A token of one id is one token, however often it is recorded. */
export const recordAccessToken: Statement<StoredAccessToken, AccessToken> = {
  name: "record access token",
  cypher: `MERGE (t:AccessToken {id: $token.id}) SET t += $token, t.secretHash = $secretHash RETURN ${columns}`,
  row: readToken,
};

export const accessTokenById: Statement<{ id: string }, StoredAccessToken> = {
  name: "access token by id",
  cypher: `MATCH (t:AccessToken {id: $id}) RETURN ${columns}, t.secretHash AS secretHash`,
  row: (raw) => ({ token: readToken(raw), secretHash: String(raw.secretHash) }),
};

/** All of them, also those that have ended, the newest first. */
export const accessTokens: Statement<NoParams, AccessToken> = {
  name: "access tokens",
  cypher: `MATCH (t:AccessToken) RETURN ${columns} ORDER BY createdAt DESC, id`,
  row: readToken,
};

/** Ends a token; one that was revoked before stays as it was. */
export const revokeAccessToken: Statement<
  { id: string; revokedAt: Instant; revokedBy: string },
  AccessToken
> = {
  name: "revoke access token",
  cypher: `MATCH (t:AccessToken {id: $id})
SET t.revokedBy = coalesce(t.revokedBy, $revokedBy), t.revokedAt = coalesce(t.revokedAt, $revokedAt)
RETURN ${columns}`,
  row: readToken,
};
