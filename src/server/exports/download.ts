import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { matchesTag, tagOf } from "../entity-tag.ts";

/** What a route gives to be saved. */
export interface Download {
  /** What a browser saves it as. */
  readonly name: string;
  readonly mediaType: string;
  /** All that its content depends on: the same state is the same content. */
  readonly state: unknown;
  readonly chunks: () => AsyncIterable<string | Uint8Array>;
}

/** A header, and the first rows: what can fail at once has failed by then. */
const chunksBeforeAnswer = 2;

/**
 * Answers a download, as fast as its client reads. What goes wrong before the first byte is thrown, for the usual answer
 * to errors; later, the connection breaks, so that nobody takes a part for the whole.
 */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, mediaType, state, chunks }: Download,
): Promise<FastifyReply> {
  const tag = tagOf(state);
  const tagged = { etag: tag, "cache-control": "private, no-cache" };
  if (matchesTag(request.headers["if-none-match"], tag)) return reply.code(304).headers(tagged).send();
  const content = request.method === "HEAD" ? undefined : Readable.from(await begun(chunks()));
  return reply
    .headers({ ...tagged, "content-disposition": `attachment; filename="${name}"` })
    .type(mediaType)
    .send(content);
}

async function begun<T>(chunks: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: T[] = [];
  while (first.length < chunksBeforeAnswer) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
  }
  return resumed(first, { [Symbol.asyncIterator]: () => iterator });
}

async function* resumed<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
