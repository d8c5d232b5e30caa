import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll } from "vitest";

export const issuer = "https://login.example.org/";
export const audience = "commissioning-graph";

export interface IdentityProvider {
  readonly settings: Record<string, string>;
  /** How often its keys were fetched. */
  readonly fetches: () => number;
  /** Signs claims as the provider does; any of the usual ones may be replaced, or left out as undefined. */
  readonly sign: (
    claims: Record<string, unknown>,
    key?: CryptoKey | Uint8Array,
    header?: object,
  ) => Promise<string>;
  /** The other one of its keys: only without a name of a key, `kid`, in the header is it looked for. */
  readonly spareKey: CryptoKey;
  /** Its public key as text, which anybody may know. */
  readonly publicKey: string;
}

/** An identity provider with two keys, which it publishes over HTTP. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const spare = await generateKeyPair("ES256", { extractable: true });
  const keys = [
    { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" },
    { ...(await exportJWK(spare.publicKey)), kid: "spare", alg: "ES256", use: "sig" },
  ];
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches++;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys`,
      AUTH_ISSUER: issuer,
      AUTH_AUDIENCE: audience,
    },
    fetches: () => fetches,
    spareKey: spare.privateKey,
    publicKey: await exportSPKI(publicKey),
    sign(claims, key = privateKey, header = {}) {
      const usual = { iss: issuer, aud: audience, sub: "jane", exp: inSeconds(600), iat: inSeconds(0) };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "one", ...header })
        .sign(key);
    },
  };
}

export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

/** An address that nobody listens on. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

/** An address that answers, but not with keys. */
export async function brokenAddress(): Promise<string> {
  const server = createServer((_request, response) => response.end("<html>Sign in</html>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
