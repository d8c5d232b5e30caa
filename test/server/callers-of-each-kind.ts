import { generateKeyPair, UnsecuredJWT } from "jose";
import type { Graph } from "../../src/graph/graph.ts";
import type { Role } from "../../src/model/caller.ts";
import { type Instant, toInstant } from "../../src/model/dates.ts";
import { createAccessToken, endAccessToken } from "../../src/server/identity/access-tokens.ts";
import { audience, type IdentityProvider, inSeconds, issuer } from "./identity-provider.ts";

const later = toInstant(new Date(Date.now() + 3_600_000));
const earlier = toInstant(new Date(Date.now() - 1_000));

/** The Authorization header of each kind of caller. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Tokens that the program makes: good ones of each role, and each way to be refused. */
export async function tokensOfEachKind(graph: Graph): Promise<Headers> {
  const make = async (role: Role, expiresAt: Instant = later) =>
    createAccessToken(graph, { name: `Jane, ${role}`, role, createdBy: "sam", expiresAt });
  const revoked = await make("administrator");
  await endAccessToken(graph, revoked.token.id, "sam");
  const curator = (await make("curator")).text;
  const lastDigit = curator.at(-1) === "0" ? "1" : "0";
  return {
    nobody: undefined,
    "token of a reader": bearer((await make("reader")).text),
    "token of a curator": bearer(curator),
    "token of an administrator": bearer((await make("administrator")).text),
    "expired token": bearer((await make("administrator", earlier)).text),
    "revoked token": bearer(revoked.text),
    "token with another secret": bearer(`${curator.slice(0, -1)}${lastDigit}`),
    "token of an id that nobody has": bearer(`cg_0000000000_${"0".repeat(64)}`),
    "token that was cut off": bearer(curator.slice(0, 30)),
    "text that is no token": bearer("let-me-in"),
    "Bearer without a token": "Bearer ",
    "user and password": `Basic ${btoa("jane:secret")}`,
    "token without a scheme": curator,
  };
}

/** JWTs of an identity provider: good ones of each role, and each way to be refused. */
export async function jwtsOfEachKind(provider: IdentityProvider): Promise<Headers> {
  const { sign } = provider;
  const stranger = (await generateKeyPair("ES256")).privateKey;
  const roles = ["administrator"];
  return {
    "JWT of a reader": bearer(await sign({ roles: ["reader"] })),
    "JWT of a curator": bearer(await sign({ roles: ["other", "curator"] })),
    "JWT of an administrator": bearer(await sign({ roles: "openid administrator" })),
    "JWT that names no key": bearer(
      await sign({ roles: ["curator"] }, provider.spareKey, { kid: undefined }),
    ),
    "JWT without a role": bearer(await sign({})),
    "JWT with another's role": bearer(await sign({ roles: ["Administrator", "admin"] })),
    "expired JWT": bearer(await sign({ roles, exp: inSeconds(-60) })),
    "JWT that never expires": bearer(await sign({ roles, exp: undefined })),
    "JWT of the future": bearer(await sign({ roles, nbf: inSeconds(600) })),
    "JWT without a subject": bearer(await sign({ roles, sub: undefined })),
    "JWT for another audience": bearer(await sign({ roles, aud: "payroll" })),
    "JWT without an audience": bearer(await sign({ roles, aud: undefined })),
    "JWT of another issuer": bearer(await sign({ roles, iss: "https://evil.example.org/" })),
    "JWT forged with another key": bearer(await sign({ roles }, stranger)),
    "JWT forged with the name of no key": bearer(await sign({ roles }, stranger, { kid: undefined })),
    "JWT signed with another key than it names": bearer(await sign({ roles }, provider.spareKey)),
    "JWT of a key that nobody knows": bearer(await sign({ roles }, stranger, { kid: "two" })),
    "JWT whose claims were changed": bearer(altered(await sign({ roles: ["reader"] }))),
    "JWT with alg none": bearer(unsigned(roles)),
    "JWT signed with the public key as a secret": bearer(
      await sign({ roles }, new TextEncoder().encode(provider.publicKey), { alg: "HS256" }),
    ),
    "JWT that cannot be read": bearer("one.two.three"),
  };
}

const bearer = (token: string): string => `Bearer ${token}`;

/** The provider's own signature under other claims. */
function altered(jwt: string): string {
  const [header, claims = "", signature] = jwt.split(".");
  const said = JSON.parse(Buffer.from(claims, "base64url").toString());
  const changed = JSON.stringify({ ...said, roles: ["administrator"] });
  return [header, Buffer.from(changed).toString("base64url"), signature].join(".");
}

function unsigned(roles: readonly string[]): string {
  return new UnsecuredJWT({ roles })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject("jane")
    .setExpirationTime("10m")
    .encode();
}
