import { request } from "node:http";
import { expect, test } from "vitest";
import type { RunningServer } from "../../src/server/start-server.ts";
import { serveTiny } from "./serving.ts";

const here = await serveTiny({ PUBLIC_URL: "https://Care.example.org" });
const everywhere = await serveTiny({ HOST: "0.0.0.0" });
const named = await serveTiny({ HOST: "0.0.0.0", ALLOWED_HOSTS: "Data.example.org, [2001:db8::1]" });
const local = await serveTiny({ ALLOWED_HOSTS: "*" });

/** Asks with a Host header of one's own, which fetch does not allow. */
function askAs(server: RunningServer, host: string, path = "/graphql") {
  const { port } = new URL(server.url);
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const headers = { host, "content-type": "application/json" };
    const method = path === "/graphql" ? "POST" : "GET";
    const sent = request({ hostname: "127.0.0.1", port, path, method, headers });
    sent.on("error", reject).on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.end(method === "POST" ? '{"query":"{ hello }"}' : undefined);
  });
}

const ofThisMachine = [
  "localhost",
  "LOCALHOST:4000",
  "localhost.",
  "127.0.0.1",
  "127.0.0.1:80",
  "[::1]:4000",
];
const rebound = [
  "attacker.example",
  "attacker.example:4000",
  "localhost.attacker.example",
  "127.0.0.1.attacker.example",
  "169.254.169.254",
  "localhost:80.attacker.example",
];

test.each([...ofThisMachine, "care.example.org", "care.example.org:443"])(
  "a server on this machine's own address answers for %s",
  async (host) => {
    expect(await askAs(here, host)).toMatchObject({ status: 200 });
  },
);

test.each(rebound.slice(0, 5))("it refuses another site's name, wherever that leads: %s", async (host) => {
  for (const path of ["/graphql", "/", "/graphiql/", "/export/orphans.csv", "/reconcile", "/nothing"]) {
    const { status, text } = await askAs(here, host, path);
    expect({ path, status }).toEqual({ path, status: 421 });
    const [error] = JSON.parse(text).errors;
    expect(error.extensions).toEqual({ code: "MISDIRECTED_REQUEST" });
    expect(error.message).toContain(`names the host "${host}"`);
    expect(error.message).toContain("such as ALLOWED_HOSTS=commissioning.example.org");
  }
});

test("what is no host is the client's mistake", async () => {
  for (const host of ["[", "a b", "localhost:80.attacker.example"]) {
    expect((await askAs(here, host)).status).toBe(400);
  }
});

test("health is told to everybody", async () => {
  for (const server of [here, named])
    for (const path of ["/livez", "/readyz", "/readyz?verbose"])
      expect(await askAs(server, "attacker.example", path)).toMatchObject({ status: 200 });
});

test("a server that others reach answers for every name, unless the settings name some", async () => {
  for (const host of rebound.slice(0, 5)) expect((await askAs(everywhere, host)).status).toBe(200);
  for (const host of rebound.slice(0, 5)) expect((await askAs(named, host)).status).toBe(421);
  for (const host of ["data.example.org", "DATA.example.org:4000", "[2001:db8::1]", ...ofThisMachine])
    expect(await askAs(named, host)).toMatchObject({ status: 200 });
});

test("ALLOWED_HOSTS=* leaves the check to whatever stands in front", async () => {
  expect((await askAs(local, "attacker.example")).status).toBe(200);
});
