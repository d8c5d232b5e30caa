import { createHash } from "node:crypto";

/** The ETag of an answer. @param state all that it depends on: the same state is the same answer */
export const tagOf = (state: unknown): string =>
  `W/"${createHash("sha256").update(JSON.stringify(state)).digest("hex").slice(0, 32)}"`;

/** Whether If-None-Match names the tag: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  const weak = (text: string) => text.trim().replace(/^W\//, "");
  return (ifNoneMatch ?? "").split(",").some((named) => named.trim() === "*" || weak(named) === weak(tag));
}
