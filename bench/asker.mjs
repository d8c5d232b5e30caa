import { parentPort } from "node:worker_threads";

/** Asks over HTTP from a thread of its own, so that what it does is not taken for the server's work: a GET without a body. */
parentPort.on("message", async ({ url, body, times, everyMs, atOnce = 1 }) => {
  const took = [];
  const statuses = new Set();
  const post = { method: "POST", headers: { "content-type": "application/json" }, body };
  const ask = async () => {
    const started = performance.now();
    const response = await fetch(url, body === undefined ? {} : post);
    const answer = body === undefined ? await response.text() : await response.json();
    took.push(performance.now() - started);
    statuses.add(
      answer.errors ? `${response.status} ${answer.errors[0].extensions.code}` : `${response.status}`,
    );
  };
  for (let asked = 0; asked < times; asked++) {
    await Promise.all(Array.from({ length: atOnce }, ask));
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  parentPort.postMessage({ took, statuses: [...statuses] });
});
