import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BadUserInput } from "../model/errors.ts";

interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Listens, and answers where, without a path.
 * @param names of the settings that say where, for who reads that it cannot be listened on
 * @throws BadUserInput
 */
export async function listenOn(
  server: Server,
  address: Address,
  names: Readonly<Record<keyof Address, string>>,
  listen: (address: Address) => Promise<unknown> = (at) => listening(server, at),
): Promise<string> {
  try {
    await listen(address);
  } catch (error) {
    throw new BadUserInput(
      `${names.host}=${address.host} and ${names.port}=${address.port} cannot be listened on (${reasonOf(error)}): expected a free port of this machine, such as ${names.port}=4001, or 0 for any.`,
      {},
      { cause: error },
    );
  }
  const bound = server.address() as AddressInfo;
  // An address that means "all" is not one to open in a browser.
  const shown = bound.address === "0.0.0.0" || bound.address === "::" ? "127.0.0.1" : bound.address;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${bound.port}`;
}

function listening(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "it is in use";
  if (code === "EACCES") return "it is not permitted";
  return error instanceof Error ? error.message : String(error);
}
