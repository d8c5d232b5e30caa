import type { FastifyRequest } from "fastify";

type Asked = Pick<FastifyRequest, "url">;

/** The path of a request, without what it asks for: that may hold anything. */
export const pathOf = ({ url }: Asked): string => (url.split("?", 1)[0] ?? "").slice(0, 200);

/** Whether it is one of those that watch over the process, which ask every few seconds. */
export const isProbe = (request: Asked): boolean => /^\/(livez|readyz)$/.test(pathOf(request));
