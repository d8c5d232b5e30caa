/**
 * Clients that mix questions, in a process of their own: each asks another as soon as it has its answer. Told what to ask
 * by its parent, it answers when each kind was asked and how long it took, and how many were refused.
 */
process.on("message", async ({ url, questions, clients, seconds }) => {
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const answers = {};
  const failed = {};
  let next = 0;
  const client = async () => {
    while (performance.now() < end) {
      const { name, body } = questions[next++ % questions.length];
      const started = performance.now();
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      await response.arrayBuffer();
      answers[name] ??= [];
      if (response.ok) answers[name].push({ since: started - begun, took: performance.now() - started });
      else failed[name] = (failed[name] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  process.send({ answers, failed });
});
