// A Neo4j to try things on by hand: `npx tsx test/neo4j/main.ts`, and Ctrl-C to end it and its data.
import { startNeo4j } from "./start-neo4j.ts";

const running = await startNeo4j();
console.log(`NEO4J_URI=${running.uri}\nNEO4J_USER=${running.user}\nNEO4J_PASSWORD=${running.password}`);

// Neither the server nor a signal listener keeps Node running.
const stay = setInterval(() => {}, 60_000);
await new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, resolve);
});
clearInterval(stay);
await running.stop();
