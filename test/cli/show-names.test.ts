import { expect, test } from "vitest";
import { importTables } from "../../src/import/tables/import-tables.ts";
import { ask } from "../contract/asking.ts";
import {
  file,
  lines,
  load,
  openMemory,
  practiceRow,
  recordParents,
  rejectsFile,
} from "../import/ods-files.ts";
import { runOn } from "./in-process.ts";

test("show and search name what a practice was called on other days", async () => {
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
  const [found] = JSON.parse(
    (await runOn(graph, ["search", "old surgery", "--as-of", "2019-01-01", "--json"])).out,
  );
  expect(found).toMatchObject({ otherName: { name: "OLD SURGERY", validTo: "2018-05-31" } });
  const present = (await runOn(graph, ["search", "new surgery", "--as-of", "2019-01-01"])).out;
  expect(present).not.toContain("known as");
  const old = (await runOn(graph, ["search", "old surgery", "--as-of", "2019-01-01"])).out;
  expect(old).toMatch(/known as OLD SURGERY until 2018-05-31/);
  const later = (await runOn(graph, ["search", "new surgery", "--as-of", "2016-01-01"])).out;
  expect(later).toMatch(/known as NEW SURGERY from 2018-06-01/);
  // A table that says nothing of its day describes it for all days.
  const table = lines(
    "kind,code,name,opened,source,sourceTitle,publisher,published,confidence",
    `PRACTICE,A81001,BY A TABLE,2001-01-01,T1,A table,Nobody,2019,REPORTED`,
  );
  const files = [file("by-a-table.csv", table)];
  expect((await importTables(graph, { files, rejectsFile })).outcome).toBe("written");
  const { practice } = await ask(
    graph,
    `{ practice(code: "A81001", asOf: "2016-01-01") { name descriptions { name validFrom validTo } } }`,
  );
  const serving = practice.descriptions.filter(
    (each: { validFrom: string | null; validTo: string | null }) =>
      (each.validFrom ?? "") <= "2016-01-01" && "2016-01-01" <= (each.validTo ?? "9999"),
  );
  expect(serving.map(({ name }: { name: string }) => name)).toEqual([practice.name]);
  await graph.close();
});

test("show says on which day patients were counted", async () => {
  const graph = await recordParents(await openMemory());
  await load(graph, { practices: file("counted.csv", lines(practiceRow())), published: "2015-05" });
  const table = lines(
    "code,listSize,listSizeOn,source,sourceTitle,publisher,published,confidence",
    "A81001,4100,2013-04-01,T2,Counts,Nobody,2013,CONFIRMED",
  );
  expect((await importTables(graph, { files: [file("counts.csv", table)], rejectsFile })).outcome).toBe(
    "written",
  );
  for (const all of [[], ["--all"]]) {
    const { out } = await runOn(graph, ["show", "A81001", "--as-of", "2019-01-01", ...all]);
    expect(out).toMatch(/patients\s+4,100, counted on 2013-04-01\n/);
  }
  await graph.close();
});
