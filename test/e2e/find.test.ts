import { readFileSync } from "node:fs";
import { readXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, takePicture } from "./explorer.ts";

const table = (page: Page, name: RegExp) => page.getByRole("table", { name });

async function fileOf(page: Page): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download these/ }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  return { name: download.suggestedFilename(), lines: text.trim().split("\n") };
}

describe.skipIf(!hasBrowser())("the explorer asked without GraphQL", () => {
  const { visit } = explorer();

  it("has the practices under a cluster with no delegated budget in a file, two clicks from the start", async () => {
    const { page, asked, faults } = await visit("/");
    await page.getByRole("link", { name: /practices under a cluster with no delegated budget$/ }).click();
    await table(page, /^Practices on 1 April 2011, cluster has delegated budget: no: 4,022$/).waitFor();
    expect(await page.getByText("4,022 practices on 1 April 2011.").textContent()).toContain(
      "Total patients: 27,943,250.",
    );
    const { name, lines } = await fileOf(page);
    expect(name).toBe("2011-04-01-practices.csv");
    expect(lines).toHaveLength(4_023);
    expect(lines[0]).toMatch(/^name,code,cluster\.code,cluster\.name,pct\.code,pct\.name,/);
    // Five pages of a file, beside the two requests of each view.
    expect(asked.slice(0, 4)).toEqual(["England", "Questions", "Vocabulary", "Find"]);
    expect(asked).toHaveLength(9);
    expect(faults).toEqual([]);
  });

  it("does not take what the graph holds nothing of for 0: pathfinders whose practices nobody tells", async () => {
    const { page } = await visit(
      "/find?kind=consortia&if=code.in=bexley-clinical-cabinet&columns=name,practices.totalCount,patients,statedPractices",
    );
    await table(page, /^Consortia on .*: 1$/).waitFor();
    expect(await page.locator('tr[aria-rowindex="2"] td').allTextContents()).toEqual([
      "Bexley Clinical Cabinet",
      "none known",
      "none known",
      "29",
    ]);
    expect((await fileOf(page)).lines[1]).toBe("Bexley Clinical Cabinet,,,29");
  });

  it("has a list in a spreadsheet, in which a code stays a code", async () => {
    const { page } = await visit("/find?kind=pcts&if=code.in=5E1,5PP&columns=code,name,delegatedShare");
    await table(page, /^PCTs on 1 April 2011, .*: 2$/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "The same for a spreadsheet (xlsx)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("2011-04-01-pcts.xlsx");
    const { sheets } = await readXlsx(readFileSync(await download.path()));
    expect(sheets[0]?.rows).toEqual([
      ["code", "name", "delegatedShare"],
      ["5E1", "Stockton-on-Tees Teaching PCT", null],
      ["5PP", "Cambridgeshire PCT", 0.25],
    ]);
  });

  it("makes a condition of the schema's own words, and keeps it, the columns and the order in the address", async () => {
    const { page } = await visit("/find?kind=pcts");
    await table(page, /^PCTs on 1 April 2011: 151$/).waitFor();
    await page.getByLabel("New condition", { exact: true }).selectOption("position");
    await page.getByLabel("New condition, step 2").selectOption("is");
    await page.getByLabel("Value").selectOption("no clear plans");
    await page.getByRole("button", { name: "Add" }).first().click();
    await table(page, /position is: no clear plans: 36$/).waitFor();
    await page.getByText(/^Columns \(/).click();
    await page.getByLabel("New column", { exact: true }).selectOption("cluster");
    await page.getByLabel("New column, step 2").selectOption("crosses SHA boundary");
    await page.getByRole("button", { name: "Add" }).last().click();
    await page.getByRole("columnheader", { name: "Cluster, crosses SHA boundary" }).waitFor();
    await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
    const { search } = new URL(page.url());
    expect(decodeURIComponent(search)).toMatch(
      /if=position\.eq=NO_CLEAR_PLANS.*cluster\.crossesShaBoundary.*sort=NAME/,
    );
    const query = await page.getByRole("link", { name: "Show me the query" }).getAttribute("href");
    expect(JSON.parse(new URL(query ?? "", page.url()).searchParams.get("variables") ?? "")).toMatchObject({
      where: { position: { eq: "NO_CLEAR_PLANS" } },
      orderBy: [{ field: "NAME", direction: "ASC" }],
    });
    await page.reload();
    await table(page, /position is: no clear plans: 36$/).waitFor();
    await page.getByRole("button", { name: "Without the condition position is: no clear plans" }).click();
    await table(page, /^PCTs on 1 April 2011: 151$/).waitFor();
  });

  it("asks for what has none of something, and says what it does not understand", async () => {
    const { page } = await visit(
      "/find?kind=consortia&if=pcts.none=&if=nonsense.eq=1&columns=name,supports.provider",
    );
    await table(page, /^Consortia on 1 April 2011, PCTs none; .*: 13$/).waitFor();
    await page.getByText("(not understood, and left out)").waitFor();
    expect(await page.locator("tbody tr").nth(1).textContent()).toContain("none known");
  });

  it("says that the API cannot be reached, and asks again", async () => {
    const { page } = await visit("/england/nowhere");
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Find" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await table(page, /^Practices on 1 April 2011: 8,134$/).waitFor();
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/find?if=cluster.hasDelegatedBudget=false", screen);
      await table(page, /^Practices on/).waitFor();
      await page.getByText(/^Columns \(/).click();
      await page.getByLabel("New condition", { exact: true }).selectOption("standing");
      await page.getByLabel("New condition, step 2").selectOption("is one of");
      await takePicture(page, `find-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
