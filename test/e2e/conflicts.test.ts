import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, takePicture } from "./explorer.ts";

const shows = (page: Page, sentence: string | RegExp) =>
  page.locator("main p[role=status]").getByText(sentence).waitFor();

describe.skipIf(!hasBrowser())("the explorer's conflicts", () => {
  const { visit } = explorer();

  it("shows each rule in words and the facts side by side, in one request", async () => {
    const { page, asked, outside, faults } = await visit("/conflicts");
    await shows(page, /^73 conflicts, England, 1 April 2011/);
    await page.getByRole("heading", { name: "A practice is a member of two consortia at once: 3" }).waitFor();
    const conflict = page.getByRole("article").filter({ hasText: "two consortia" }).last();
    const facts = page.getByRole("table").first();
    expect(await facts.getByRole("columnheader").allTextContents()).toEqual(["Fact 1", "Fact 2"]);
    const lines = await facts.getByRole("rowheader").allTextContents();
    expect(lines).toEqual(
      expect.arrayContaining(["Of", "Says", "From", "To", "Confidence", "Recorded", "Source"]),
    );
    expect(await conflict.count()).toBe(1);
    expect(asked).toEqual(["Conflicts"]);
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("shows who claims what where claims do not agree, and marks what differs", async () => {
    const { page } = await visit("/conflicts?rule=disputed-delegation");
    await shows(page, /^1 conflict,/);
    const claims = page.getByRole("row", { name: /^Says/ }).locator("mark");
    expect((await claims.allTextContents()).map((claim) => claim.split(",")[1])).toEqual([
      " planned",
      " ready",
      " planned",
    ]);
    // The same person made all three.
    const claimants = page.getByRole("row", { name: /^Said by/ });
    expect(await claimants.getByRole("cell").allTextContents()).toEqual(
      Array(3).fill(expect.stringContaining("Finance director of Dudley PCT")),
    );
    expect(await claimants.locator("mark").count()).toBe(0);
    await page.locator(".facts .source summary").first().click();
    await page
      .getByText(/Confidence: /)
      .first()
      .waitFor();
  });

  it("is confined by rule and area, and goes back by the back button", async () => {
    const { page } = await visit("/conflicts");
    await shows(page, /^73 conflicts/);
    await page.getByLabel("Rule").selectOption("two-consortia");
    await shows(page, /^3 conflicts, England/);
    expect(page.url()).toContain("rule=two-consortia");
    await page.goBack();
    await shows(page, /^73 conflicts/);
    await page.getByLabel("Area").selectOption({ label: "South Central" });
    await shows(page, /conflicts?, South Central, 1 April 2011/);
    expect(page.url()).toContain("in=Q38");
  });

  it("draws some of a long list, and more when asked", async () => {
    const { page } = await visit("/conflicts?rule=empty-consortium");
    await shows(page, /^42 conflicts/);
    expect(await page.locator("article.conflict").count()).toBe(25);
    await page.getByRole("button", { name: "Show 17 more of 17" }).click();
    await expect.poll(() => page.locator("article.conflict").count()).toBe(42);
  });

  it("says what happened where the API fails, and tries again", async () => {
    const { page } = await visit("/england/nowhere");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Conflicts" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page, /^73 conflicts/);
  });

  it("would fail here if text could not be told from its ground", async () => {
    const { page } = await visit("/england/nowhere");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    await page.evaluate('document.querySelector("h1, h2").style.color = "#eee"');
    await expect(expectAccessible(page)).rejects.toMatchObject({
      actual: [expect.stringContaining("color-contrast")],
    });
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/conflicts", screen);
      await shows(page, /^73 conflicts/);
      await takePicture(page, `conflicts-${name}`);
      await page.locator("article.conflict").first().scrollIntoViewIfNeeded();
      await takePicture(page, `conflicts-facts-${name}`);
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
