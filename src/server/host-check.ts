import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BadUserInput } from "../model/errors.ts";
import { isLoopback } from "./setting-kinds.ts";
import type { Settings } from "./settings.ts";

type HostSettings = Pick<Settings, "host" | "publicUrl" | "allowedHosts">;

/** Whoever watches over the process asks by whatever name it knows, and is told nothing but that it runs. */
const forEverybody: ReadonlySet<string | undefined> = new Set(["/livez", "/readyz"]);

/**
 * Refuses requests that were meant for another host. Another site's page can have its own name lead to this machine
 * (DNS rebinding), and then read what only this machine may ask; but its requests still name that site. The status is
 * 421, "not able to produce an authoritative response" for that name: no credential would help, as 403 would say.
 */
export function addHostCheck(http: FastifyInstance, settings: HostSettings): void {
  const isAllowed = hostCheck(settings);
  http.addHook("onRequest", async (request, reply) => {
    if (request.headers.host === undefined || forEverybody.has(request.routeOptions.url)) return;
    // A proxy that is trusted may name another, or hand on one that a client named.
    for (const host of new Set([request.headers.host, request.host])) {
      const name = nameIn(host);
      if (name === null)
        throw new BadUserInput(
          `Host: ${JSON.stringify(host.slice(0, 100))} is not a host: expected a name or an address, such as localhost:4000.`,
        );
      if (!isAllowed(name)) return refuse(request, reply, host);
    }
  });
}

/** Whether a request may name a host; a server that others can reach allows all unless the settings name some. */
function hostCheck({ host, publicUrl, allowedHosts }: HostSettings): (name: string) => boolean {
  if (allowedHosts === "*" || (allowedHosts.length === 0 && !isLoopback(host))) return () => true;
  const named = new Set([...allowedHosts, host.toLowerCase()]);
  if (publicUrl !== undefined) named.add(new URL(publicUrl).hostname);
  return (name) => isLoopback(name) || named.has(name);
}

/** Of "Example.org.:4000" example.org; null where it is neither a name nor an address. */
function nameIn(host: string): string | null {
  const [, name] = /^(\[[0-9a-f:.]+\]|[^\s:[\]/@]+?)\.?(?::\d*)?$/i.exec(host) ?? [];
  return name?.toLowerCase() ?? null;
}

function refuse({ method, url }: FastifyRequest, reply: FastifyReply, host: string): FastifyReply {
  const message = `${method} ${url.split("?", 1)[0]?.slice(0, 100)} names the host ${JSON.stringify(host.slice(0, 100))}, which this server does not answer for: expected localhost, 127.0.0.1 or the host of PUBLIC_URL. Whoever runs it can allow more, such as ALLOWED_HOSTS=commissioning.example.org.`;
  return reply
    .code(421)
    .header("cache-control", "no-store")
    .send({ errors: [{ message, extensions: { code: "MISDIRECTED_REQUEST" } }] });
}
