import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import {
  expectAccessible,
  expectFits,
  explorer,
  holdAnswers,
  screens,
  scrollToEnd,
  takePicture,
} from "./explorer.ts";

const april = "/compare?from=2011-03-31&to=2011-04-01";
const table = (page: Page) => page.getByRole("table", { name: /^What changed/ });
const says = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const shows = (page: Page, days: string) =>
  page.getByRole("table", { name: `What changed, England, ${days}`, exact: true }).waitFor();
const aprilSays = "1,528 changes, England, from 31 March 2011 to 1 April 2011.";
const kinds = (page: Page) => page.getByRole("group", { name: /^Kinds of change/ });
const rowCount = async (page: Page) => Number(await table(page).getAttribute("aria-rowcount")) - 1;

/** What the API itself counts. */
async function counted(url: string, args: string): Promise<{ kind: string; count: number }[]> {
  const query = `{ changes(${args}) { counts { kind count } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: { changes: { counts: [] } } };
  return data.changes.counts;
}

describe.skipIf(!hasBrowser())("the explorer's comparison of two dates", () => {
  const site = explorer();
  const { visit } = site;

  it("counts what changed by kind as the API does, in one request, and lists it by organisation", async () => {
    const { page, asked, outside, faults } = await visit(april);
    await says(page, aprilSays);
    const counts = await counted(site.url, `from: "2011-03-31", to: "2011-04-01"`);
    const shown = (await kinds(page).locator("label").allTextContents()).map((text) => text.trim());
    expect(shown).toEqual(
      counts.map(
        ({ kind, count }) => `${count.toLocaleString("en-GB")} ${kind.toLowerCase().replaceAll("_", " ")}`,
      ),
    );
    expect(counts.length).toBeGreaterThan(3);
    expect(await rowCount(page)).toBe(1528);
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
    expect(asked).toEqual(["Compare"]);
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("puts both days into the address of whoever comes without them, and asks once", async () => {
    const { page, asked } = await visit("/");
    await page.getByRole("table", { name: /^England on/ }).waitFor();
    await page.getByRole("link", { name: "Compare" }).click();
    await table(page).waitFor();
    await page.waitForURL(/\/compare\?/);
    const parameters = new URL(page.url()).searchParams;
    expect([parameters.get("from"), parameters.get("to")]).toEqual(["2010-04-01", "2011-04-01"]);
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Compare"]);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "England" }).waitFor();
  });

  it("moves the later day by the slider, and takes it along to other views and back", async () => {
    const { page } = await visit(april);
    await says(page, aprilSays);
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await shows(page, "from 31 March 2011 to 1 May 2011");
    expect(page.url()).toContain("to=2011-05-01");
    await page.goBack();
    await says(page, aprilSays);
    await page.getByRole("button", { name: "June 2011: clusters form" }).click();
    await shows(page, "from 31 March 2011 to 1 June 2011");
    await page.getByRole("link", { name: "Orphans" }).click();
    await page.getByRole("table", { name: /1 June 2011/ }).waitFor();
    expect(page.url()).toContain("asOf=2011-06-01");
    await page.getByRole("link", { name: "Compare" }).click();
    await shows(page, "from 1 June 2010 to 1 June 2011");
  });

  it("takes a day that is typed digit by digit, in each of its two fields", async () => {
    const { page } = await visit(april);
    await says(page, aprilSays);
    for (const [label, day] of [
      ["To", "2012-09-15"],
      ["From", "2010-11-12"],
    ] as const) {
      const field = page.getByLabel(label, { exact: true });
      const [year, month, date] = day.split("-");
      await field.focus();
      await page.keyboard.type(`${month}${date}${year}`, { delay: 30 });
      await page.waitForURL(new RegExp(`${label.toLowerCase()}=${day}`));
      await field.press("Tab");
      expect(await field.inputValue()).toBe(day);
    }
    await shows(page, "from 12 November 2010 to 15 September 2012");
    // Also while the field is not left: a day that is chosen elsewhere takes the place of what was typed.
    const from = page.getByLabel("From", { exact: true });
    await from.focus();
    await page.keyboard.type("01022011", { delay: 30 });
    await page.waitForURL(/from=2011-01-02/);
    await page.goBack();
    await expect.poll(() => from.inputValue(), { timeout: 60_000 }).not.toBe("2011-01-02");
    expect(new URL(page.url()).searchParams.get("from")).toBe(await from.inputValue());
  });

  it("has the days of clusters forming, of April 2011 and of April 2013 at hand", async () => {
    const { page } = await visit(april);
    await says(page, aprilSays);
    await page.getByRole("link", { name: "April 2013: PCTs end" }).click();
    await shows(page, "from 31 March 2013 to 1 April 2013");
    const closed = (await kinds(page).locator("label").allTextContents()).find((text) =>
      text.includes("closed"),
    );
    const counts = await counted(site.url, `from: "2013-03-31", to: "2013-04-01", kinds: [CLOSED]`);
    expect(closed?.trim()).toBe(`${counts[0]?.count.toLocaleString("en-GB")} closed`);
    expect(counts[0]?.count).toBeGreaterThanOrEqual(151);
  });

  it("lists what came and went in between, and says how many where it does not", async () => {
    const { page, asked, faults } = await visit("/compare?from=2010-10-01&to=2013-04-01&within=Q38");
    const days = `from: "2010-10-01", to: "2013-04-01", within: "Q38"`;
    const sumOf = async (args: string) =>
      (await counted(site.url, args)).reduce((sum, { count }) => sum + count, 0);
    const [apart, all] = [await sumOf(days), await sumOf(`${days}, inBetween: true`)];
    await table(page).waitFor();
    expect(await rowCount(page)).toBe(apart);
    await page
      .getByText(`${(all - apart).toLocaleString("en-GB")} more tell what came and went in between`)
      .waitFor();
    await page.getByRole("link", { name: "list them too" }).click();
    await expect.poll(() => rowCount(page), { timeout: 60_000 }).toBe(all);
    expect(page.url()).toContain("inBetween=true");
    expect(await page.getByText("tell what came and went in between").count()).toBe(0);
    await kinds(page)
      .getByLabel(/delegated/)
      .click();
    await page.getByRole("cell", { name: "delegated, in between" }).first().waitFor();
    const delegated = await counted(site.url, `${days}, inBetween: true, kinds: [DELEGATED]`);
    expect(await rowCount(page)).toBe(delegated[0]?.count);
    await page.getByLabel("Also what came and went in between").click();
    await page.getByText("Nothing changed that fits", { exact: false }).waitFor();
    await page.getByRole("link", { name: /^All of it/ }).click();
    await expect.poll(() => rowCount(page), { timeout: 60_000 }).toBe(delegated[0]?.count);
    expect(asked.filter((name) => name !== "Compare")).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("is confined by keyboard to an area that was typed, to kinds of change and of organisation", async () => {
    const { page, asked } = await visit(april);
    await says(page, aprilSays);
    await page.getByLabel("Within").pressSequentially("south cent");
    await page.getByRole("option", { name: /^South Central sha/i }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: /^What changed, South Central,/ }).waitFor();
    expect(page.url()).toContain("within=Q38");
    expect(asked.filter((name) => name === "Compare").length).toBe(2);
    const all = await rowCount(page);
    await kinds(page)
      .getByLabel(/joined/)
      .focus();
    await page.keyboard.press("Space");
    await expect.poll(() => rowCount(page), { timeout: 60_000 }).toBeLessThan(all);
    const counts = await counted(
      site.url,
      `from: "2011-03-31", to: "2011-04-01", within: "Q38", kinds: [JOINED]`,
    );
    expect(await rowCount(page)).toBe(counts[0]?.count);
    expect(page.url()).toContain("kinds=JOINED");
    const changes = await table(page).locator("tbody tr[aria-rowindex] td:nth-child(2)").allTextContents();
    expect(new Set(changes)).toEqual(new Set(["joined"]));
    await page.getByLabel("Whose").selectOption("PCT");
    await page.getByText(/Nothing changed that fits/).waitFor();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => rowCount(page), { timeout: 60_000 }).toBe(all);
    await page.getByRole("button", { name: "All of England" }).click();
    await says(page, aprilSays);
  });

  it("leads to the source of every change", async () => {
    const { page } = await visit(april);
    await says(page, aprilSays);
    await table(page).locator(".source summary").first().click();
    expect(await page.locator(".source[open] .source-text").textContent()).toContain(
      "Made up for the demonstration graph",
    );
    await page.getByText("Sources of the changes listed first").click();
    expect(await page.locator(".source-list li").count()).toBeGreaterThan(0);
  });

  it("fetches the rest of a long answer as it is scrolled to", async () => {
    const { page, asked } = await visit("/compare?from=2010-10-01&to=2013-04-01");
    await table(page).waitFor();
    const rows = await rowCount(page);
    expect(rows).toBeGreaterThan(9_000);
    await scrollToEnd(page, page.locator(`tr[aria-rowindex="${rows + 1}"] .source`));
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
    expect(asked[0]).toBe("Compare");
    expect(asked.slice(1)).toEqual(Array(Math.ceil((rows - 200) / 1_000)).fill("MoreChanges"));
  });

  it("downloads what it lists as CSV, all pages of one state of the graph", async () => {
    const { page } = await visit(`${april}&kinds=JOINED,MOVED`);
    await table(page).waitFor();
    const count = await rowCount(page);
    const pages: { knownAt: string | null; after: string | null }[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/graphql") pages.push(request.postDataJSON().variables);
    });
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Download these/ }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe("2011-03-31-to-2011-04-01-changes.csv");
    const rows: Record<string, string>[] = parse(readFileSync(await download.path(), "utf8"), {
      columns: true,
    });
    expect(rows.length).toBe(count);
    expect(count).toBeGreaterThan(1_000);
    expect(new Set(rows.map(({ change }) => change))).toEqual(new Set(["JOINED", "MOVED"]));
    for (const { on, afterCodes, sources } of rows) {
      expect(on).toBe("2011-04-01");
      expect(afterCodes).not.toBe("");
      expect(sources).not.toBe("");
    }
    const codes = rows.map(({ code }) => code ?? "");
    expect(codes).toEqual([...codes].sort());
    const moved = rows.filter(({ change }) => change === "MOVED");
    expect(moved[0]?.description).toContain(`moved from ${moved[0]?.beforeNames} to ${moved[0]?.afterNames}`);
    expect(pages.length).toBe(Math.ceil(count / 1_000));
    expect(new Set(pages.map(({ knownAt }) => knownAt)).size).toBe(1);
    expect(Date.parse(pages[0]?.knownAt ?? "")).not.toBeNaN();
  });

  it("says what the API refuses, and swaps days that are the wrong way round", async () => {
    const { page } = await visit(`${april}&within=ZZZ`);
    await page.getByRole("alert").getByText(/ZZZ/).waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(1);
    await page.goto(`${site.url}${april}`);
    await says(page, aprilSays);
    await page.getByLabel("From", { exact: true }).fill("2011-04-30");
    await page
      .getByRole("alert")
      .getByText(/is not before/)
      .waitFor();
    await page.getByRole("button", { name: "Swap the two days" }).click();
    await shows(page, "from 1 April 2011 to 30 April 2011");
    expect(page.url()).toContain("from=2011-04-01&to=2011-04-30");
  });

  it("says so where the API cannot be reached or is slow, and tries again", async () => {
    const { page } = await visit("/england/nowhere");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    const letGo = await holdAnswers(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Still waiting for the API").waitFor();
    letGo();
    await table(page).waitFor();
  });

  it("opens its query in GraphiQL with its variables", async () => {
    const { page } = await visit(april);
    await says(page, aprilSays);
    const link = new URL(
      (await page.getByRole("link", { name: "Show me the query" }).getAttribute("href")) ?? "",
      page.url(),
    );
    expect(link.searchParams.get("query")).toContain("query Compare(");
    expect(JSON.parse(link.searchParams.get("variables") ?? "")).toMatchObject({
      from: "2011-03-31",
      to: "2011-04-01",
    });
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit(`${april}&kinds=MOVED,DELEGATED,OPENED`, screen);
      await table(page).waitFor();
      await takePicture(page, `compare-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
