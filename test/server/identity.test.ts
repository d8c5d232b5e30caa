import { describe, expect, test } from "vitest";
import type { RunningServer } from "../../src/server/start-server.ts";
import { type Headers, jwtsOfEachKind, tokensOfEachKind } from "./callers-of-each-kind.ts";
import { startIdentityProvider } from "./identity-provider.ts";
import { type Answer, post, serveTiny } from "./serving.ts";

/** Each kind of caller: what it is answered to a query, a curator's mutation and an administrator's. */
const table: Readonly<Record<string, { open: string; closed: string }>> = {
  nobody: { open: "yes no no", closed: "401 401 401" },
  "token of a reader": { open: "yes no no", closed: "yes no no" },
  "token of a curator": { open: "yes yes no", closed: "yes yes no" },
  "token of an administrator": { open: "yes yes yes", closed: "yes yes yes" },
  "JWT of a reader": { open: "yes no no", closed: "yes no no" },
  "JWT of a curator": { open: "yes yes no", closed: "yes yes no" },
  "JWT of an administrator": { open: "yes yes yes", closed: "yes yes yes" },
  "JWT that names no key": { open: "yes yes no", closed: "yes yes no" },
  "JWT without a role": { open: "yes no no", closed: "403 403 403" },
  "JWT with another's role": { open: "yes no no", closed: "403 403 403" },
};
/** Whoever is none of these shows a credential that is not accepted, for this reason. */
const reasons: Readonly<Record<string, string>> = {
  "expired token": "EXPIRED",
  "revoked token": "REVOKED",
  "token with another secret": "UNKNOWN",
  "token of an id that nobody has": "UNKNOWN",
  "token that was cut off": "UNKNOWN",
  "text that is no token": "MALFORMED",
  "Bearer without a token": "MALFORMED",
  "user and password": "MALFORMED",
  "token without a scheme": "MALFORMED",
  "expired JWT": "EXPIRED",
  "JWT that never expires": "CLAIMS",
  "JWT of the future": "NOT_YET_VALID",
  "JWT without a subject": "CLAIMS",
  "JWT for another audience": "AUDIENCE",
  "JWT without an audience": "CLAIMS",
  "JWT of another issuer": "ISSUER",
  "JWT forged with another key": "SIGNATURE",
  "JWT forged with the name of no key": "SIGNATURE",
  "JWT signed with another key than it names": "SIGNATURE",
  "JWT of a key that nobody knows": "SIGNATURE",
  "JWT whose claims were changed": "SIGNATURE",
  "JWT with alg none": "ALGORITHM",
  "JWT signed with the public key as a secret": "ALGORITHM",
  "JWT that cannot be read": "MALFORMED",
};
const operations = ["{ hello }", "mutation { curate }", "mutation { administer }"];

const provider = await startIdentityProvider();
const jwts = await jwtsOfEachKind(provider);

for (const [mode, env] of Object.entries({ open: {}, closed: { REQUIRE_AUTH: "read" } })) {
  const server = await serveTiny({ ...env, ...provider.settings });
  const callers = { ...(await tokensOfEachKind(server.graph)), ...jwts };
  describe(`with reading ${mode}`, () => {
    test("the table has every kind of caller", () => {
      expect([...Object.keys(table), ...Object.keys(reasons)].sort()).toEqual(Object.keys(callers).sort());
    });

    test.each(Object.entries(table))("%s may do what the table says", async (name, expected) => {
      const answers = await Promise.all(operations.map((query) => asked(server, callers, name, query)));
      expect(answers.map(inShort).join(" ")).toBe(expected[mode as "open" | "closed"]);
    });

    test.each(Object.entries(reasons))("%s is refused everything: %s", async (name, reason) => {
      for (const query of operations) {
        const { status, headers, body } = await asked(server, callers, name, query);
        expect({ status, body }).toMatchObject({
          status: 401,
          body: { errors: [{ extensions: { code: "UNAUTHENTICATED", reason } }] },
        });
        expect(body).not.toHaveProperty("data");
        expect(headers.get("www-authenticate")).toMatch(
          /^Bearer realm="commissioning-graph", error="invalid_token", error_description="[^"]+"$/,
        );
        const secret = callers[name]?.split(" ").at(-1) || "no secret";
        expect(JSON.stringify(body) + JSON.stringify([...headers])).not.toContain(secret);
      }
    });
  });
}

test("the identity provider's keys are fetched once, not for every request", () => {
  expect(provider.fetches()).toBe(2);
});

function asked(server: RunningServer, callers: Headers, name: string, query: string): Promise<Answer> {
  const authorization = callers[name];
  const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
  return post(server, JSON.stringify({ query }), headers);
}

/** yes: answered; no: the operation was refused for want of a role; a number: the whole request was refused. */
function inShort({ status, body }: Answer): string {
  if (status !== 200) return String(status);
  return body.errors?.some(({ extensions }) => extensions.code === "FORBIDDEN") ? "no" : "yes";
}
