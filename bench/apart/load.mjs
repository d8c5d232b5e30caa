import autocannon from "autocannon";

/** See load.d.mts. */
export async function putUnderLoad(url, bodies, clients, seconds) {
  const headers = { "content-type": "application/json" };
  const requests = bodies.map((body) => ({ method: "POST", body, headers }));
  let client = 0;
  const result = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    timeout: 60,
    requests,
    // Otherwise all clients would ask the same at the same moment.
    setupClient: (each) => {
      const start = (client++ * 7) % requests.length;
      each.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
    },
  });
  return {
    requests: result["2xx"],
    failed: result.non2xx + result.errors + result.timeouts,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
