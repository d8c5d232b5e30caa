// The peer as a program of its own, for the measurement of its cold start.
import { startPeer } from "./peer.mjs";

const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, PORT } = process.env;
const peer = await startPeer({ uri, user, password }, Number(PORT));
process.on("SIGTERM", async () => {
  await peer.stop();
  process.exit();
});
