import { type Role, roles } from "./caller.ts";
import { type Instant, parseDate, toInstant } from "./dates.ts";
import { BadUserInput } from "./errors.ts";

/** What is known of a bearer token that this program made; its secret is not kept. */
export interface AccessToken {
  /** Part of the token itself, and no secret. */
  readonly id: string;
  /** Whom it was made for, as the audit log names them. */
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Instant;
  /** The user of the machine who made it. */
  readonly createdBy: string;
  /** The first instant at which it is no longer accepted. */
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string | null;
}

export type TokenState = "live" | "expired" | "revoked";

export function tokenState(token: AccessToken, now: Instant): TokenState {
  if (token.revokedAt !== null) return "revoked";
  return now < token.expiresAt ? "live" : "expired";
}

const dayMs = 86_400_000;
/** A token that was forgotten ends by itself. */
const maxDays = 366;
const unitMs: Readonly<Record<string, number>> = { h: dayMs / 24, d: dayMs, w: 7 * dayMs };

/**
 * Reads when a token is to expire: so many hours, days or weeks from now, or the end (in UTC) of a day.
 * @throws BadUserInput where it is not that, has passed, or is more than 366 days away
 */
export function parseExpiry(text: string, now: Date): Instant {
  const span = /^([1-9]\d{0,4})([hdw])$/.exec(text);
  const end = span
    ? now.getTime() + Number(span[1]) * (unitMs[span[2] ?? ""] ?? 0)
    : Date.parse(`${dateIn(text)}T00:00:00Z`) + dayMs;
  if (end <= now.getTime()) throw badExpiry(text, "has passed");
  if (end - now.getTime() > maxDays * dayMs) throw badExpiry(text, `is more than ${maxDays} days away`);
  return toInstant(new Date(end));
}

function dateIn(text: string): string {
  try {
    return parseDate(text);
  } catch {
    throw badExpiry(text, "says no time");
  }
}

function badExpiry(text: string, fault: string): BadUserInput {
  return new BadUserInput(
    `The expiry ${shown(text)} ${fault}: expected hours, days or weeks from now, or a day, at most ${maxDays} days away, such as 12h, 90d, 8w or 2027-03-31.`,
  );
}

/** @throws BadUserInput */
export function parseRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (role !== undefined) return role;
  throw new BadUserInput(`${shown(text)} is not a role: expected one of ${roles.join(", ")}.`);
}

/**
 * Reads whom a token is for: one line of up to 100 characters, since logs and tables show it.
 * @throws BadUserInput
 */
export function parseTokenName(text: string): string {
  const name = text.trim();
  if (/^\P{C}{1,100}$/u.test(name)) return name;
  throw new BadUserInput(
    `${shown(text)} is no name for a token: expected one line of 1 to 100 characters that says who uses it, such as "Jane, Cambridge".`,
  );
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 60));
