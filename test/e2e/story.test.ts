import { describe, expect, it } from "vitest";
import { addressOfStep, storySteps } from "../../web/app/story-steps.ts";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, takePicture } from "./explorer.ts";

describe.skipIf(!hasBrowser())("the story", () => {
  const { visit } = explorer();

  it("goes through seven steps, each a page with something on it, its words and its source", async () => {
    const { page, faults } = await visit("/story");
    await page.getByRole("link", { name: "Begin" }).click();
    const headings = [
      "Cumbria Teaching PCT",
      "Compare two dates",
      "The money of Cambridgeshire PCT",
      "England",
      "Orphans",
      "Conflicts in Dudley PCT",
      "Who took over in England",
    ];
    for (const [index, step] of storySteps.entries()) {
      const strip = page.getByRole("complementary", { name: `Story, step ${index + 1} of 7` });
      await strip.getByText(step.source, { exact: false }).waitFor();
      await page.getByRole("heading", { level: 1, name: headings[index] ?? "", exact: true }).waitFor();
      await page.locator("table, .conflict, article h2").first().waitFor();
      await takePicture(page, `story-${index + 1}`);
      const next = storySteps[index + 1];
      if (next) await strip.getByRole("link", { name: `Next: ${next.title}` }).click();
    }
    expect(page.url()).toContain(addressOfStep(6).split("?")[1]);
    expect(faults).toEqual([]);
  });

  it("is left behind by a link that leads elsewhere", async () => {
    const { page } = await visit(addressOfStep(3));
    await page.getByRole("complementary", { name: "Story, step 4 of 7" }).waitFor();
    await page.getByRole("link", { name: "Find", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Find practices" }).waitFor();
    expect(await page.getByRole("complementary").count()).toBe(0);
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/story", screen);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await takePicture(page, `story-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
