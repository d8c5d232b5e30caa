import { Agent, request } from "node:http";
import { askAll } from "./contenders/contender.ts";
import type { JsonObject, Question } from "./works/work.ts";

const agent = new Agent({ keepAlive: true });

/** Milliseconds until the last byte of the last page. */
export async function timeOverHttp(url: string, question: Question): Promise<number> {
  let milliseconds = 0;
  await askAll(question, async (query, variables) => {
    const started = performance.now();
    const text = await post(url, JSON.stringify({ query, variables }));
    milliseconds += performance.now() - started;
    const { data, errors } = JSON.parse(text) as { data?: JsonObject; errors?: unknown };
    if (errors || !data) throw new Error(`${url} answered ${text.slice(0, 500)}`);
    return data;
  });
  return milliseconds;
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString()));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
