import { expect, test } from "vitest";
import { file, lines, load, openMemory, practiceRow, recordParents } from "../import/ods-files.ts";
import { runOn } from "./in-process.ts";

test("show names what a practice was called on other days", async () => {
  const graph = await recordParents(await openMemory(), "2010-01-01T00:00:00.000Z");
  for (const [published, name] of [
    ["2015-05", "OLD SURGERY"],
    ["2018-06", "NEW SURGERY"],
  ] as const) {
    const practices = file(`names-${published}.csv`, lines(practiceRow({ code: "A81001", name })));
    await load(graph, { practices, published });
  }
  const names = /names\s+OLD SURGERY \(\S+ to 2018-05-31\), NEW SURGERY \(2018-06-01 to now\)/;
  expect((await runOn(graph, ["show", "A81001"])).out).toMatch(names);
  expect((await runOn(graph, ["show", "A81001", "--all"])).out).toMatch(names);
  await graph.close();
});
