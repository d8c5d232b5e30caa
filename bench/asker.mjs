import { parentPort } from "node:worker_threads";

/** Asks over HTTP from a thread of its own, so that what it does is not taken for the server's work. */
parentPort.on("message", async ({ url, body, times, everyMs }) => {
  const took = [];
  const statuses = new Set();
  for (let asked = 0; asked < times; asked++) {
    const started = performance.now();
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const answer = await response.json();
    took.push(performance.now() - started);
    statuses.add(
      answer.errors ? `${response.status} ${answer.errors[0].extensions.code}` : `${response.status}`,
    );
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  parentPort.postMessage({ took, statuses: [...statuses] });
});
