import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectCardsToCount } from "./cards.ts";
import { explorer, takePicture } from "./explorer.ts";

/** What somebody does on a page, counted: a click, or a choice from a list. */
function countedClicks() {
  let count = 0;
  const counted = async (act: Promise<unknown>) => {
    count += 1;
    await act;
  };
  return { counted, clicks: () => count };
}

const table = (page: Page, name: RegExp) => page.getByRole("table", { name });

describe.skipIf(!hasBrowser())("what people come for, by clicks from the start page", () => {
  const { visit } = explorer();

  for (const path of ["/", "/?in=Q38&asOf=2011-06-01", "/?asOf=2013-05-01"]) {
    it(`has on each card of ${path} the number of rows of the list which it opens`, async () => {
      const { page } = await visit(path);
      await expectCardsToCount(page);
    });
  }

  it("has the practices under a cluster with no delegated budget in a file: 2", async () => {
    const { page } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(page.getByRole("link", { name: /under a cluster with no delegated budget$/ }).click());
    await table(page, /^Practices on 1 April 2011, cluster has delegated budget: no: 4,022$/).waitFor();
    const download = page.waitForEvent("download");
    await counted(page.getByRole("button", { name: /^Download these 4,022/ }).click());
    const lines = readFileSync(await (await download).path(), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(4_023);
    expect(clicks()).toBe(2);
  });

  it("says who was left out in a PCT, and why: 2", async () => {
    const { page } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(
      page
        .getByRole("link", { name: /^Oxfordshire PCT,/ })
        .first()
        .click(),
    );
    await counted(
      page.getByRole("link", { name: /practices? known to be outside every consortium, and why$/ }).click(),
    );
    await page.getByRole("heading", { level: 1, name: "Orphans in Oxfordshire PCT" }).waitFor();
    const rows = page.locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(
      /Synthetic practice .*(undecided|chose independence|not accepted|left|not stated)outside/,
    );
    expect(clicks()).toBe(2);
  });

  it("follows the money by SHA: 1", async () => {
    const { page, asked } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(page.getByRole("link", { name: /£7\.6bn delegated .* the money by SHA$/ }).click());
    const money = table(page, /^The money of England in 2011\/12, as of 1 April 2011, by SHA$/);
    await money.waitFor();
    expect(await money.locator("tbody tr").count()).toBe(10);
    expect(await money.locator("tr", { hasText: "South Central" }).textContent()).toBe(
      "South Central£6.79bn£2.21bn33%25%9, 9",
    );
    expect(asked.filter((name) => name === "Money")).toHaveLength(1);
    expect(clicks()).toBe(1);
  });

  it("sets South Central beside London: 3", async () => {
    const { page } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(page.getByRole("link", { name: "Side by side" }).click());
    await counted(page.getByLabel("First area").selectOption("South Central"));
    await page.getByRole("heading", { level: 1, name: "South Central beside England" }).waitFor();
    await counted(page.getByLabel("Second area").selectOption("London"));
    await page.getByRole("heading", { level: 1, name: "South Central beside London" }).waitFor();
    const measures = table(page, /^South Central on 1 April 2011 beside London on 1 April 2011/);
    expect(await measures.locator("tr", { hasText: "delegated or ready" }).textContent()).toContain(
      "9 (100%)",
    );
    expect(clicks()).toBe(3);
    // Of London no minimum is known.
    expect(await measures.getByRole("row", { name: /SHA’s minimum/ }).textContent()).not.toMatch(/\d/);
    await takePicture(page, "task-beside");
  });

  it("says what became of Bassetlaw PCT: 2", async () => {
    const { page } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(page.getByRole("combobox", { name: "Search" }).click());
    await page.keyboard.type("Bassetlaw");
    await counted(
      page
        .getByRole("listbox")
        .getByRole("option", { name: /^Bassetlaw PCT/ })
        .click(),
    );
    await page.getByRole("heading", { level: 1, name: "Bassetlaw PCT" }).waitFor();
    const became = page.locator("section", { has: page.getByRole("heading", { name: "What became of it" }) });
    expect(await became.textContent()).toContain("It closed on 31 March 2013.");
    expect(clicks()).toBe(2);
    await takePicture(page, "task-bassetlaw");
  });

  it("shows the map on a date: 1", async () => {
    const { page } = await visit("/");
    const { counted, clicks } = countedClicks();
    await counted(page.getByRole("button", { name: "June 2011: clusters form" }).click());
    await page.getByRole("group", { name: "England on 1 June 2011, coloured by position" }).waitFor();
    expect(clicks()).toBe(1);
  });
});
