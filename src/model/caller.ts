import { Forbidden } from "./errors.ts";

/** What a caller may do, each role all that the roles before it may: read; change the graph; replace it as a whole. */
export const roles = ["reader", "curator", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Who asks. */
export interface Caller {
  /** As the audit log names them: a token's name, an identity provider's subject, or a user of this machine. */
  readonly name: string;
  /** Null for somebody who may do nothing. */
  readonly role: Role | null;
  /** Why they may do no more, and how they could, in a sentence: what a refusal ends in. */
  readonly advice: string;
}

/** Whether a role is enough where `needed` is asked for. */
export const mayAct = (role: Role | null, needed: Role): boolean =>
  role !== null && roles.indexOf(role) >= roles.indexOf(needed);

/**
 * Refuses a caller without a role.
 * @param doing what is refused, such as "Recording a fact"
 * @throws Forbidden
 * @public
 */
export function requireRole(caller: Caller, needed: Role, doing: string): void {
  if (mayAct(caller.role, needed)) return;
  throw new Forbidden(`${doing} needs the role "${needed}"; ${named(caller)}. ${caller.advice}`, {
    needed,
    held: caller.role,
  });
}

const named = ({ name, role }: Caller) =>
  role === null ? `${name} has none` : `${name} has the role "${role}"`;
