import { mayAct, type Role, roles } from "../../model/caller.ts";

export interface RoleClaim {
  /** A claim's name, or a path into nested claims, such as realm_access.roles. */
  readonly name: string;
  /** Our role for each of the identity provider's. */
  readonly map: ReadonlyMap<string, Role>;
}

/** Where a provider's roles have the names of ours. */
export const ownRoles: ReadonlyMap<string, Role> = new Map(roles.map((role) => [role, role]));

/** The highest role that a token's claim names; null where it names none of ours. */
export function roleIn(claims: Readonly<Record<string, unknown>>, { name, map }: RoleClaim): Role | null {
  let highest: Role | null = null;
  for (const claimed of namesIn(valueAt(claims, name))) {
    const role = map.get(claimed);
    if (role !== undefined && !mayAct(highest, role)) highest = role;
  }
  return highest;
}

/** A name is tried whole first: some providers' claims are named by addresses, which have dots. */
function valueAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const step of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** A list of names, or a text with spaces between them, as OAuth's scopes are. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(" ");
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
