import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, scrollToEnd, takePicture } from "./explorer.ts";

const table = (page: Page, name: string | RegExp = /^Practices in no consortium/) =>
  page.getByRole("table", { name });
const listed = {
  any: "Practices in no consortium",
  outside: "Practices known to be outside every consortium",
  unclear: "Practices of which no consortium is known",
};
const shows = (
  page: Page,
  count: number,
  { of = "any", area = "England" }: { of?: keyof typeof listed; area?: string } = {},
) => table(page, `${listed[of]}, ${area}, 1 April 2011: ${count}`).waitFor();
/** The machine may be busy. */
const soon = <T>(state: () => Promise<T>) => expect.poll(state, { timeout: 60_000 });
const row = (page: Page, index: number) => page.locator(`tr[aria-rowindex="${index}"]`);

describe.skipIf(!hasBrowser())("the explorer's list of orphans", () => {
  const { visit } = explorer();

  it("shows who was left out on the reference date, and the patients covered and not, in one request", async () => {
    const { page, asked, outside, faults } = await visit("/orphans");
    await shows(page, 896);
    const figures = (await page.locator(".figures > div").allTextContents()).join("; ");
    expect(figures).toContain("Known to be outside: 260 practices");
    expect(figures).toContain("1,399,960 patients");
    expect(figures).toContain("Unclear: 636 practices");
    expect(figures).toContain("4,500,050 patients");
    expect(figures).toContain("Listed below: 896 practices5,900,010 patients");
    expect(asked).toEqual(["Orphans"]);
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("says of a day that no source tells of that its practices are not covered, and lists none", async () => {
    const { page, faults } = await visit("/orphans?asOf=2013-05-01");
    const figures = page.locator(".figures > div", { hasText: "Not covered" });
    expect(await figures.textContent()).toMatch(/Not covered: no source tells .*: 8,134 practices/);
    expect(await page.getByText("Listed below: 0 practices").count()).toBe(1);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  it("is confined by area, standing, reason and size, and goes back by the back button", async () => {
    const { page } = await visit("/orphans");
    await shows(page, 896);
    await page.getByLabel("Standing").selectOption("OUTSIDE");
    await shows(page, 260, { of: "outside" });
    // It is one of the parts that are counted above it.
    expect(await page.getByText("Listed below").count()).toBe(0);
    await page.getByLabel("Area").selectOption({ label: "South Central" });
    await table(page, /^Practices known to be outside every consortium, South Central/).waitFor();
    const inArea = await page.locator("tbody tr[aria-rowindex]").allTextContents();
    expect(inArea.length).toBeGreaterThan(0);
    for (const text of inArea) expect(text).toContain("South Central");
    await page.goBack();
    await shows(page, 260, { of: "outside" });
    await page.getByLabel("Reason").selectOption("NOT_ACCEPTED");
    await soon(() => row(page, 2).textContent()).toContain("not accepted");
    await page.getByText(/^Listed below: \d+ practices$/).waitFor();
    await page.getByLabel("Reason").selectOption("");
    await shows(page, 260, { of: "outside" });
    await page.getByLabel("Patients at least").fill("9000");
    await page.keyboard.press("Enter");
    await soon(async () => page.url()).toContain("min=9000");
    await soon(() => table(page, /outside every consortium/).getAttribute("aria-rowcount")).not.toBe("261");
    const sizes = await page.locator("tbody tr[aria-rowindex] td.numeric").allTextContents();
    expect(sizes.length).toBeGreaterThan(0);
    for (const size of sizes) expect(Number(size.replace(",", ""))).toBeGreaterThanOrEqual(9_000);
  });

  it("leads to the unclear practices of an area of which none is known to be outside", async () => {
    const { page } = await visit("/orphans?standing=OUTSIDE&in=5PP&min=9000&asOf=2011-04-01");
    await page.getByRole("link", { name: "63 unclear practices" }).click();
    await shows(page, 63, { of: "unclear", area: "Cambridgeshire PCT" });
    expect(new URL(page.url()).search).toBe("?standing=UNCLEAR&in=5PP&asOf=2011-04-01");
  });

  it("shows the same rows again after going back from one of them", async () => {
    const { page } = await visit("/orphans?asOf=2011-04-01");
    await shows(page, 896);
    await page.evaluate('document.querySelector("section.data-table").scrollTo({ top: 30_000 })');
    const far = page.locator("tbody tr[aria-rowindex]").nth(20);
    // What is there before the list is drawn anew is the list's beginning.
    await soon(async () => Number(await far.getAttribute("aria-rowindex"))).toBeGreaterThan(200);
    await soon(() => far.textContent()).toContain("Synthetic practice");
    const name = (await far.getByRole("link").first().textContent()) ?? "";
    // By its name: the rows may still move while others arrive.
    const link = page.getByRole("link", { name, exact: true });
    await link.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.goBack();
    await link.waitFor();
    expect(await page.evaluate('document.querySelector("section.data-table").scrollTop')).toBeGreaterThan(
      20_000,
    );
  });

  it("sorts by the API, the largest practice first unless told otherwise", async () => {
    const { page } = await visit("/orphans");
    await shows(page, 896);
    const patients = page.getByRole("columnheader", { name: "Patients" });
    expect(await patients.getAttribute("aria-sort")).toBe("descending");
    const largest = await row(page, 2).textContent();
    await patients.getByRole("button").click();
    await soon(() => patients.getAttribute("aria-sort")).toBe("ascending");
    await soon(() => row(page, 2).textContent()).not.toBe(largest);
    expect(page.url()).toContain("direction=ASC");
  });

  it("opens a row by keyboard to show where its neighbours are, with the evidence", async () => {
    const { page, asked } = await visit("/orphans");
    await shows(page, 896);
    await row(page, 2)
      .getByRole("button", { name: /suggestions for/ })
      .focus();
    await page.keyboard.press("Enter");
    const suggestions = page.getByRole("region", { name: /^Suggestions for/ });
    await suggestions
      .getByText(/that are in a consortium/)
      .first()
      .waitFor();
    expect(await row(page, 2).getByRole("button").getAttribute("aria-expanded")).toBe("true");
    expect(page.url()).toContain("open=");
    expect(asked).toEqual(["Orphans", "Suggestions"]);
    await page.keyboard.press("Enter");
    await suggestions.waitFor({ state: "detached" });
  });

  it("goes on to the next practice from the suggestions of one, in the address and with the focus", async () => {
    const { page } = await visit("/orphans?in=5PP&asOf=2011-04-01&sort=CODE");
    await row(page, 2)
      .getByRole("button", { name: /suggestions/ })
      .click();
    const next = page.getByRole("button", { name: /^Next: / });
    const name = ((await next.textContent()) ?? "").replace("Next: ", "");
    await next.click();
    await page.getByRole("region", { name: `Suggestions for ${name}` }).waitFor();
    const code = (await row(page, 3).locator("a").first().getAttribute("href"))?.replace(/.*\/|\?.*/g, "");
    expect(new URL(page.url()).searchParams.get("open")).toBe(code);
    expect(await page.evaluate("document.activeElement.textContent")).toContain(
      `Hide suggestions for ${name}`,
    );
  });

  it("draws only the rows in sight of more than 8,000, and fetches the rest as it is scrolled to", async () => {
    const { page, asked } = await visit("/orphans?asOf=2010-02-01&sort=CODE");
    await table(page).waitFor();
    const rows = Number(await table(page).getAttribute("aria-rowcount"));
    expect(rows).toBeGreaterThan(8_000);
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
    await scrollToEnd(page, row(page, rows).getByText(/^X\d{6}$/));
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
    expect(asked[0]).toBe("Orphans");
    expect(asked.slice(1)).toEqual(Array(Math.ceil((rows - 1 - 200) / 1_000)).fill("MoreOrphans"));
  });

  it("downloads what it lists as CSV, every row with its suggestions", async () => {
    const { page } = await visit("/orphans?standing=OUTSIDE&reason=CHOSE_INDEPENDENCE");
    const outside = table(page, /^Practices known to be outside every consortium, England/);
    await outside.waitFor();
    const count = Number(await outside.getAttribute("aria-rowcount")) - 1;
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Download these/ }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe("2011-04-01-orphans.csv");
    const rows: Record<string, string>[] = parse(readFileSync(await download.path(), "utf8"), {
      columns: true,
    });
    expect(rows.length).toBe(count);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(count);
    for (const { standing, outsideReason, confidence } of rows) {
      expect([standing, outsideReason, confidence]).toEqual(["OUTSIDE", "CHOSE_INDEPENDENCE", "SYNTHETIC"]);
    }
    const sizes = rows.map(({ listSize }) => Number(listSize));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(rows.some(({ suggestedEvidence }) => suggestedEvidence?.includes("other practices in"))).toBe(
      true,
    );
  });

  it("says what happened where the API fails, and tries again", async () => {
    const { page } = await visit("/england/nowhere");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Orphans" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page, 896);
  });

  it("says so where the rest of the list or the download fails, and tries again", async () => {
    const { page } = await visit("/orphans");
    await shows(page, 896);
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("button", { name: /^Download these/ }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    const knownAts: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/graphql") {
        knownAts.push(request.postDataJSON().variables.knownAt);
      }
    });
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Try again" }).click();
    const lines = readFileSync(await (await started).path(), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.length).toBe(897);
    // Two pages of one state of the graph: what is recorded in between is in neither.
    expect(knownAts).toEqual(Array(2).fill(expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)));
    expect(new Set(knownAts).size).toBe(1);
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}, with a row open`, async () => {
      const { page } = await visit("/orphans", screen);
      await shows(page, 896);
      await row(page, 3)
        .getByRole("button", { name: /suggestions for/ })
        .click();
      await page
        .getByText(/that are in a consortium/)
        .first()
        .waitFor();
      await takePicture(page, `orphans-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
