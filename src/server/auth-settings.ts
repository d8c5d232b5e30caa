import { z } from "zod";
import { type Role, roles } from "../model/caller.ts";
import { BadUserInput } from "../model/errors.ts";
import { ownRoles, type RoleClaim } from "./identity/role-claim.ts";
import { isLoopback, text } from "./setting-kinds.ts";

/** Keys that travel in the clear could be exchanged on the way, and with them who may write. */
const jwksUrl = z
  .string()
  .refine(
    isSafeUrl,
    "an https:// address of a JSON Web Key Set (http:// on this machine only), such as https://login.example.org/keys",
  )
  .transform((text) => new URL(text));

const named = new RegExp(`^[^\\s=,][^=,]*=(${roles.join("|")})$`);

const roleMap = z
  .string()
  .refine(
    (text) => pairsIn(text).every((pair) => named.test(pair)),
    `names that the identity provider gives, each with a role (${roles.join(", ")}), such as data-team=curator,admins=administrator`,
  )
  .transform((text): ReadonlyMap<string, Role> => new Map(pairsIn(text).map(asPair)));

/** The variables that say who may do what. */
export const authEnvironment = {
  REQUIRE_AUTH: z.enum(["write", "read"], { error: "write, or read to close reading too" }).default("write"),
  AUTH_TOKENS: z.enum(["on", "off"], { error: "on or off" }).default("on"),
  AUTH_JWKS_URL: jwksUrl.optional(),
  AUTH_ISSUER: text.optional(),
  AUTH_AUDIENCE: text.optional(),
  AUTH_ROLE_CLAIM: text.default("roles"),
  AUTH_ROLE_MAP: roleMap.default(ownRoles),
};
type AuthEnvironment = z.infer<z.ZodObject<typeof authEnvironment>>;

export interface JwtSettings {
  readonly jwksUrl: URL;
  readonly issuer: string;
  readonly audience: string;
  readonly roleClaim: RoleClaim;
}

export interface AuthSettings {
  /** What needs a credential: writing alone, or reading too. */
  readonly required: "write" | "read";
  /** Whether tokens that `commissioning token create` makes are accepted. */
  readonly tokens: boolean;
  /** The identity provider whose JWTs are accepted. */
  readonly jwt?: JwtSettings | undefined;
}

/** @throws BadUserInput where settings do not go together */
export function authSettings(values: AuthEnvironment): AuthSettings {
  const auth = {
    required: values.REQUIRE_AUTH,
    tokens: values.AUTH_TOKENS === "on",
    jwt: jwtSettings(values),
  };
  if (auth.required === "read" && !auth.tokens && auth.jwt === undefined) {
    throw new BadUserInput(
      "REQUIRE_AUTH=read closes reading, but nothing could open it: expected AUTH_TOKENS=on, or AUTH_JWKS_URL of an identity provider.",
    );
  }
  return auth;
}

function jwtSettings(values: AuthEnvironment): JwtSettings | undefined {
  const { AUTH_JWKS_URL: url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = values;
  if (url === undefined && issuer === undefined && audience === undefined) return undefined;
  if (url !== undefined && issuer !== undefined && audience !== undefined) {
    return {
      jwksUrl: url,
      issuer,
      audience,
      roleClaim: { name: values.AUTH_ROLE_CLAIM, map: values.AUTH_ROLE_MAP },
    };
  }
  const needed = { AUTH_JWKS_URL: url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  throw new BadUserInput(
    `${missing.join(" and ")} must be set too: expected AUTH_JWKS_URL, AUTH_ISSUER and AUTH_AUDIENCE together, or none of them. Without an audience, a token that the provider made for another service would be accepted here.`,
  );
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

const pairsIn = (text: string): string[] => text.split(",").map((one) => one.trim());

function asPair(pair: string): [string, Role] {
  const [theirs = "", ours] = pair.split("=");
  return [theirs, ours as Role];
}
