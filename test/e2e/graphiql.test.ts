import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { explorer, takePicture } from "./explorer.ts";

describe.skipIf(!hasBrowser())("GraphiQL in a browser that is cut off from the internet", () => {
  const { visit } = explorer();

  it("opens with an example for each kind of user, and answers the first", async () => {
    const { page, outside, faults } = await visit("/graphiql/");
    const tabs = page.getByRole("tab");
    await tabs.first().waitFor();
    expect(page.url()).toContain("/graphiql");
    expect(await tabs.allInnerTexts()).toEqual(
      expect.arrayContaining(["NoDelegatedBudget", "NestedView", "OrphanedPractices"]),
    );
    // The button is there before the editor behind it is ready, so one click may do nothing.
    const answer = async () => {
      const shown = (await page.locator(".graphiql-response").textContent()) ?? "";
      if (!shown.includes("totalCount")) await page.getByRole("button", { name: /execute/i }).click();
      return shown.replace(/\s/g, "");
    };
    await expect.poll(answer, { timeout: 100_000, interval: 3_000 }).toMatch(/"totalCount":\d{4}/);
    await takePicture(page, "graphiql");
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });
});
