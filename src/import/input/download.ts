import { basename } from "node:path";
import { BadUserInput } from "../../model/errors.ts";

const timeLimitMs = 5 * 60_000;
const maxRedirects = 5;

/**
 * Fetches a file by https; by http only from this machine. Redirects are followed under the same rule.
 * @throws BadUserInput when the address is not such a one, or does not answer with a file
 */
export async function download(
  address: string,
): Promise<{ name: string; bytes: AsyncIterable<Buffer>; size: number | null }> {
  const signal = AbortSignal.timeout(timeLimitMs);
  let url = allowed(address);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await fetch(url, { redirect: "manual", signal }).catch((error: Error) => {
      throw new BadUserInput(`${url.host} cannot be reached: ${whyOf(error)}`, {}, { cause: error });
    });
    const moved = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (moved === null) return bodyOf(response, url);
    await response.body?.cancel();
    url = allowed(new URL(moved, url).href);
  }
  throw new BadUserInput(
    `${url.host} redirects more than ${maxRedirects} times: expected the file's own address.`,
  );
}

function allowed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const local = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && local)) return url;
  throw new BadUserInput(
    `${JSON.stringify(address.slice(0, 200))} is not an address to import from: expected https://, such as https://example.org/epraccur.zip.`,
  );
}

function bodyOf(response: Response, url: URL) {
  const name = basename(url.pathname) || url.host;
  if (!response.ok || response.body === null) {
    throw new BadUserInput(`${url.host} answered ${response.status} for ${name}: expected a file.`);
  }
  const length = response.headers.get("content-encoding") ? null : response.headers.get("content-length");
  return { name, bytes: buffers(response.body, name), size: length === null ? null : Number(length) };
}

async function* buffers(body: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } catch (error) {
    throw new BadUserInput(
      `${name} ended before it was whole: ${whyOf(error as Error)}`,
      {},
      { cause: error },
    );
  }
}

const whyOf = (error: Error): string =>
  error.name === "TimeoutError"
    ? `no end within ${timeLimitMs / 1000} s`
    : error.cause instanceof Error
      ? error.cause.message
      : error.message;
