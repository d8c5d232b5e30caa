import type { FastifyBaseLogger } from "fastify";
import type { Graph } from "../../graph/graph.ts";
import { tokenState } from "../../model/access-token.ts";
import { mayAct } from "../../model/caller.ts";
import { toInstant } from "../../model/dates.ts";
import type { AuthSettings } from "../auth-settings.ts";
import { isLoopback } from "../setting-kinds.ts";
import type { Settings } from "../settings.ts";
import { listAccessTokens } from "./access-tokens.ts";

/** Says for the log who can change the graph over HTTP. */
export async function whoMayWrite({ tokens, jwt }: AuthSettings, graph: Graph): Promise<string> {
  const now = toInstant(new Date());
  const live = (tokens ? await listAccessTokens(graph) : []).filter(
    (token) => tokenState(token, now) === "live" && mayAct(token.role, "curator"),
  ).length;
  const ways = [
    ...(live > 0 ? [`whoever has a token for it (${live} made)`] : []),
    ...(jwt ? [`whoever has a JWT of ${jwt.issuer} with the role`] : []),
  ];
  if (ways.length > 0) return `Writing over HTTP: ${ways.join(", or ")}.`;
  return tokens
    ? "Writing over HTTP is off: there is no token for it (commissioning token create), and AUTH_JWKS_URL is not set."
    : "Writing over HTTP is off: AUTH_TOKENS is off, and AUTH_JWKS_URL is not set.";
}

/** Warns of what listening beyond this machine opens. */
export function warnOfOpenness(
  { host, auth }: Pick<Settings, "host" | "auth">,
  log: FastifyBaseLogger,
): void {
  if (isLoopback(host)) return;
  const reading =
    auth.required === "write" ? " Whoever reaches it can read: REQUIRE_AUTH=read closes that." : "";
  log.warn(
    `HOST=${host} may be reached from other machines.${reading} Tokens travel as they are: put something in front that ends TLS.`,
  );
}
