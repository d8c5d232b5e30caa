import { expect, test } from "vitest";
import {
  type AccessToken,
  parseExpiry,
  parseRole,
  parseTokenName,
  tokenState,
} from "../../src/model/access-token.ts";
import { parseInstant } from "../../src/model/dates.ts";

const now = new Date("2026-06-15T10:00:00Z");

test.each([
  ["12h", "2026-06-15T22:00:00.000Z"],
  ["90d", "2026-09-13T10:00:00.000Z"],
  ["8w", "2026-08-10T10:00:00.000Z"],
  ["366d", "2027-06-16T10:00:00.000Z"],
  ["2026-06-15", "2026-06-16T00:00:00.000Z"],
  ["2027-03-31", "2027-04-01T00:00:00.000Z"],
])("an expiry of %s ends the token at %s", (text, instant) => {
  expect(parseExpiry(text, now)).toBe(instant);
});

test.each([
  ["soon", "says no time"],
  ["", "says no time"],
  ["0d", "says no time"],
  ["2027-02-29", "says no time"],
  ["2026-06-14", "has passed"],
  ["367d", "is more than 366 days away"],
  ["99999w", "is more than 366 days away"],
])("an expiry of %j is refused: it %s", (text, fault) => {
  expect(() => parseExpiry(text, now)).toThrow(
    `The expiry "${text}" ${fault}: expected hours, days or weeks`,
  );
});

test("a token is live until the instant that it expires at, unless it is revoked", () => {
  const expiresAt = parseInstant("2026-06-15T10:00:00Z");
  const token: AccessToken = {
    id: "3f9a0c41de",
    name: "Jane",
    role: "curator",
    createdAt: parseInstant("2026-01-01T00:00:00Z"),
    expiresAt,
    createdBy: "jane",
    revokedAt: null,
    revokedBy: null,
  };
  expect(tokenState(token, parseInstant("2026-06-15T09:59:59.999Z"))).toBe("live");
  expect(tokenState(token, expiresAt)).toBe("expired");
  expect(tokenState({ ...token, revokedAt: expiresAt }, expiresAt)).toBe("revoked");
});

test("a role is one of ours, and a name one line", () => {
  expect(parseRole("curator")).toBe("curator");
  expect(() => parseRole("Curator")).toThrow('"Curator" is not a role: expected one of reader, curator');
  expect(parseTokenName(" Jane, Cambridge ")).toBe("Jane, Cambridge");
  for (const name of ["", "a\nb", "\u001b[31m", "x".repeat(101)])
    expect(() => parseTokenName(name)).toThrow("is no name for a token: expected one line");
});
