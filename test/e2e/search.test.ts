import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, takePicture } from "./explorer.ts";

const box = (page: Page) => page.getByRole("combobox", { name: "Search for an organisation" });
const options = (page: Page) => page.getByRole("option");
const ready = (page: Page) => page.getByRole("heading", { level: 1, name: "No such page" }).waitFor();

describe.skipIf(!hasBrowser())("the explorer's search", () => {
  const { visit } = explorer();

  it("finds as it is typed into by keyboard alone, with the kind of each, and opens what is chosen", async () => {
    const { page, asked, outside } = await visit("/england/nowhere?asOf=2011-05-01");
    await ready(page);
    // The page's time stands still meanwhile: a busy machine may pause between two letters as no typist would.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.keyboard.press("/");
    await page.keyboard.type("hunts");
    await page.clock.resume();
    await options(page).filter({ hasText: "Hunts Health" }).waitFor();
    expect(await options(page).filter({ hasText: "Hunts Health" }).textContent()).toContain(
      "consortium hunts-health",
    );
    await page.keyboard.press("ArrowDown");
    const first = options(page).first();
    expect(await first.getAttribute("aria-selected")).toBe("true");
    expect(await box(page).getAttribute("aria-activedescendant")).toBe(await first.getAttribute("id"));
    const code = ((await first.locator("small").textContent()) ?? "").split(" ").at(-1);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/organisations/${code}?asOf=2011-05-01`);
    expect(asked.filter((name) => name === "SearchAsYouType")).toEqual(["SearchAsYouType"]);
    expect(outside).toEqual([]);
    // Its clock stays what it is.
    await page.context().close();
  });

  it("asks nothing for an empty box, and closes at Escape", async () => {
    const { page, asked } = await visit("/england/nowhere");
    await ready(page);
    await box(page).click();
    await page.keyboard.type("  ");
    await page.waitForTimeout(1_000);
    expect(asked).toEqual([]);
    await page.keyboard.type("oxford");
    await options(page).first().waitFor();
    await page.keyboard.press("Escape");
    expect(await box(page).getAttribute("aria-expanded")).toBe("false");
    expect(await options(page).count()).toBe(0);
  });

  it("never shows an older answer over a newer one", async () => {
    const { page } = await visit("/england/nowhere");
    await ready(page);
    let held: (() => void) | undefined;
    await page.route("**/graphql", async (route) => {
      if (route.request().postDataJSON().variables.text === "hunts") {
        await new Promise<void>((resolve) => {
          held = resolve;
        });
      }
      await route.fallback().catch(() => undefined);
    });
    await box(page).click();
    await page.keyboard.type("hunts");
    await expect.poll(() => held !== undefined, { timeout: 60_000 }).toBe(true);
    await box(page).fill("oxfordshire");
    await options(page).filter({ hasText: "Oxfordshire" }).first().waitFor();
    held?.();
    await page.waitForTimeout(1_000);
    expect(await options(page).filter({ hasText: "Hunts Health" }).count()).toBe(0);
    expect(await options(page).filter({ hasText: "Oxfordshire" }).count()).toBeGreaterThan(0);
  });

  it("lists all hits on a page of its own in one request, confined by kind, and goes back by the back button", async () => {
    const { page, asked } = await visit("/england/nowhere?asOf=2011-05-01");
    await ready(page);
    await box(page).fill("oxfordshire");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: /^“oxfordshire”, 1 May 2011/ }).waitFor();
    expect(page.url()).toContain("/search?q=oxfordshire&asOf=2011-05-01");
    expect(await box(page).inputValue()).toBe("oxfordshire");
    expect(asked.filter((name) => name === "Search")).toEqual(["Search"]);
    const all = await page.getByRole("table").getAttribute("aria-rowcount");
    await page.getByLabel("Kind").selectOption("PCT");
    await expect
      .poll(() => page.getByRole("table").getAttribute("aria-rowcount"), { timeout: 60_000 })
      .toBe("2");
    expect(await page.locator("tbody tr").first().textContent()).toContain("Oxfordshire PCT");
    await page.goBack();
    await expect
      .poll(() => page.getByRole("table").getAttribute("aria-rowcount"), { timeout: 60_000 })
      .toBe(all);
  });

  it("says in the box and on the page what the API refused, and tries again where it fails", async () => {
    const { page } = await visit("/search?q=pct");
    await page
      .getByRole("alert")
      .getByText(/to search for/)
      .waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await box(page).fill("oxford");
    await page.getByText("The API cannot be reached").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: /^“oxford”/ }).waitFor();
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}, with the box open`, async () => {
      const { page } = await visit("/search?q=oxford", screen);
      await page.getByRole("table", { name: /^“oxford”/ }).waitFor();
      await takePicture(page, `search-${name}`);
      await box(page).fill("hunts");
      await options(page).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await takePicture(page, `search-box-${name}`);
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
