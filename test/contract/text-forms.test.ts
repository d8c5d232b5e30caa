import { expect, it } from "vitest";
import { describeOnEachEngine } from "../engines.ts";
import { file } from "../import/ods-files.ts";
import { loadTables, recordFew } from "../import/table-files.ts";
import { ask } from "./asking.ts";

const decomposed = "Cafe\u0301 Health";
const composed = "Caf\u00e9 Health";

describeOnEachEngine("a text", (engine) => {
  it("is found in whichever form of Unicode it was imported and asked for", async () => {
    const graph = await recordFew(await engine.empty());
    const rows = `kind,code,name,source,confidence\nCONSORTIUM,cafe-health,${decomposed},TEST,REPORTED\n`;
    await loadTables(graph, file("organisations.csv", rows));
    const { consortia } = await ask(
      graph,
      `{ consortia(where: {code: {eq: "cafe-health"}}) { nodes { name } } }`,
    );
    expect(consortia.nodes).toEqual([{ name: composed }]);
    for (const [operator, text] of [
      ["contains", "caf\u00e9"],
      ["contains", "CAFE\u0301"],
      ["eq", composed],
      ["eq", decomposed],
      ["startsWith", "Cafe\u0301"],
    ] as const) {
      const asked = `query($text: String!) { consortia(where: {name: {${operator}: $text}}) { nodes { code } } }`;
      const answer = await ask(graph, asked, { text });
      expect([text, answer.consortia.nodes]).toEqual([text, [{ code: "cafe-health" }]]);
    }
  });

  it("that is a code is found with the spaces that it was pasted with, seen and unseen", async () => {
    const graph = await recordFew(await engine.empty());
    for (const code of [" 5E1", "5e1 ", "\u00a05E1\u200b", "\t5E1\n"]) {
      const answer = await ask(
        graph,
        `query($code: String!) {
          organisation(code: $code) { code }
          eq: pcts(where: {code: {eq: $code}}) { nodes { code } }
          among: pcts(where: {code: {in: [$code]}}) { nodes { code } }
          other: pcts(where: {code: {not: $code}}) { nodes { code } } }`,
        { code },
      );
      expect(answer).toEqual({
        organisation: { code: "5E1" },
        eq: { nodes: [{ code: "5E1" }] },
        among: { nodes: [{ code: "5E1" }] },
        other: { nodes: [{ code: "5D9" }] },
      });
    }
  });
});
