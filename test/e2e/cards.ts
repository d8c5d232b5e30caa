import type { Page } from "playwright-core";
import { expect } from "vitest";

/** How each view tells how many rows its list has, or how much they come to. */
const totals: Readonly<Record<string, (page: Page) => Promise<string>>> = {
  "/find": (page) => firstMatch(page, "section.data-table caption, main p", /: ([\d,]+)$|^([\d,]+) .* on /),
  "/orphans": (page) => firstMatch(page, ".figures dt", /^Known to be outside: ([\d,]+) practices?/),
  "/flows": (page) =>
    firstMatch(page, "main [role=status]", /Known to be delegated: (.*?)\.(?: |$)|^Of ([\d,]+) PCTs?,/),
  "/compare": (page) => firstMatch(page, "main [role=status]", /^([\d,]+) changes?,/),
};

async function firstMatch(page: Page, selector: string, pattern: RegExp): Promise<string> {
  const found = async () => {
    const texts = await page.locator(selector).allTextContents();
    const match = texts.map((text) => pattern.exec(text.trim())).find((each) => each !== null);
    return match?.slice(1).find((part) => part !== undefined) ?? "";
  };
  await expect.poll(found).not.toBe("");
  return found();
}

/** Fails where a card of the page says another number than the list which it opens. */
export async function expectCardsToCount(page: Page): Promise<void> {
  const cards = page.locator("a.question");
  await cards.first().waitFor();
  const shown = await cards.evaluateAll((all) =>
    all.map((card) => ({
      href: card.getAttribute("href") ?? "",
      words: card.textContent ?? "",
      figure: card.querySelector("strong")?.textContent ?? "",
    })),
  );
  expect(shown).toHaveLength(8);
  for (const { href, words, figure } of shown) {
    const address = new URL(href, page.url());
    // A sum that nobody knows stands on no list.
    if (figure === "none known") continue;
    // As a click does, without loading the explorer anew.
    await page.evaluate(`history.pushState(null, "", ${JSON.stringify(address.href)})`);
    expect([words, await totals[address.pathname]?.(page)]).toEqual([words, figure]);
  }
}
