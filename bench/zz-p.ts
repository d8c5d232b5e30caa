import { startThisServer } from "./contenders/this-server.ts";
import { startPlain } from "./contenders/plain.ts";
import { warmWorks } from "./works/works.ts";
import { askAll } from "./contenders/contender.ts";
import { timeOverHttp } from "./over-http.ts";
const ids = process.argv[2]!.split(",");
const ours = await startThisServer({ address: null, englands: 1, replica: true });
const plain = await startPlain();
for (const work of warmWorks.filter(({ id }) => ids.includes(id))) {
  const q = work.matters[0]!.ours;
  const t: Record<string, number[]> = { ours: [], plain: [], oursHttp: [], plainHttp: [] };
  for (let i = 0; i < Number(process.argv[3] ?? 40); i++) {
    for (const [n, c] of [["ours", ours], ["plain", plain]] as const) {
      const d = c.parse(q.query);
      const docs = ((globalThis as any).docs ??= new Map()); if (!docs.has(n + work.id)) docs.set(n + work.id, d);
      const s = performance.now();
      await askAll(q, async (_q, v) => { const r: any = await c.execute(docs.get(n + work.id), v); if (r.errors) throw r.errors[0]; return r.data; });
      t[n]!.push(performance.now() - s);
      if (process.argv[4]) t[n + "Http"]!.push(await timeOverHttp(c.url, q));
    }
  }
  const med = (a: number[]) => [...a].sort((x, y) => x - y)[Math.floor(a.length / 2)] ?? NaN;
  console.log(work.id, "ours", med(t.ours!).toFixed(2), "plain", med(t.plain!).toFixed(2), "ratio", (med(t.ours!) / med(t.plain!)).toFixed(2), "http", med(t.oursHttp!).toFixed(1), med(t.plainHttp!).toFixed(1), (med(t.oursHttp!) / med(t.plainHttp!)).toFixed(2));
}
process.exit(0);
