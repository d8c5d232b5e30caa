import { expect, test } from "vitest";
import { ownRoles, roleIn } from "../../src/server/identity/role-claim.ts";

const own = (claims: Record<string, unknown>, name = "roles") => roleIn(claims, { name, map: ownRoles });

test("the highest of several roles counts, in a list or in a text", () => {
  expect(own({ roles: ["reader", "administrator", "curator"] })).toBe("administrator");
  expect(own({ roles: "openid curator reader" })).toBe("curator");
});

test("a claim that is absent, or of another shape, gives no role", () => {
  for (const roles of [undefined, null, 1, true, {}, [], [["curator"]], { curator: true }, "curators"])
    expect(own({ roles }), JSON.stringify(roles)).toBeNull();
  expect(own({}, "toString")).toBeNull();
  expect(own({}, "constructor.name")).toBeNull();
});

test("a claim may be nested, or be named by an address", () => {
  expect(own({ realm_access: { roles: ["curator"] } }, "realm_access.roles")).toBe("curator");
  expect(own({ "https://example.org/roles": ["curator"] }, "https://example.org/roles")).toBe("curator");
});

test("where a map is given, only the names in it count", () => {
  const map = new Map([["data-team", "curator"]] as const);
  expect(roleIn({ groups: ["data-team", "administrator"] }, { name: "groups", map })).toBe("curator");
});
