import type { links } from "../model/links.ts";
import { checkCount } from "./context.ts";

const byDepth = [
  "members",
  "membersUpTo2",
  "membersUpTo3",
  "membersUpTo4",
] as const satisfies readonly (keyof typeof links.Organisation)[];

/**
 * The link to the members of an organisation down to a depth: 4 leads from an SHA by cluster, PCT and consortium to a practice.
 * @throws BadUserInput
 */
export function membersLink(depth: number | null | undefined): (typeof byDepth)[number] {
  return byDepth[checkCount("depth", depth ?? 1, byDepth.length) - 1] ?? "members";
}
