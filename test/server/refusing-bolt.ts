import { createServer, type Socket } from "node:net";

/** A server of Bolt 5.4 that refuses every user, as Neo4j does one with a wrong password. */
export async function refusingBolt(): Promise<{ readonly uri: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("data", () => {
      // Whatever versions are offered; then to HELLO, and to LOGON, which brings the user and the password.
      socket.write(Buffer.from([0, 0, 4, 5]));
      socket.once("data", () => socket.write(Buffer.concat([message(welcome), message(refusal)])));
    });
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return {
    uri: `bolt://127.0.0.1:${address.port}`,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const text = (value: string) => Buffer.concat([Buffer.from([0xd0, value.length]), Buffer.from(value)]);

/** SUCCESS, with a map of two. */
const welcome = Buffer.concat([
  Buffer.from([0xb1, 0x70, 0xa2]),
  text("server"),
  text("Neo4j/5.26.0"),
  text("connection_id"),
  text("bolt-1"),
]);

/** FAILURE, with a map of two. */
const refusal = Buffer.concat([
  Buffer.from([0xb1, 0x7f, 0xa2]),
  text("code"),
  text("Neo.ClientError.Security.Unauthorized"),
  text("message"),
  text("The client is unauthorized due to authentication failure."),
]);

const message = (body: Buffer) => Buffer.concat([Buffer.from([0, body.length]), body, Buffer.from([0, 0])]);
