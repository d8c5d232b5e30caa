import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits for this process's turn on what the whole run shares, and answers how to end it. Whoever listens on the port
 * has its turn: the system ends it with the process, however that goes.
 */
export async function takeTurn(port: number): Promise<() => Promise<void>> {
  for (;;) {
    const end = await listen(port);
    if (end) return end;
    await delay(50);
  }
}

function listen(port: number): Promise<(() => Promise<void>) | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      resolve(() => new Promise((ended) => server.close(() => ended()))),
    );
  });
}
