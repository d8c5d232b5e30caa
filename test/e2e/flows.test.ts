import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, savedPicture, screens, takePicture } from "./explorer.ts";

describe.skipIf(!hasBrowser())("the explorer's flows, and areas side by side", () => {
  const { visit } = explorer();

  it("draws a sum that nobody split as one ribbon, in one request, and goes from bar to bar by the arrow keys", async () => {
    const { page, asked, faults } = await visit("/flows?in=5PP&asOf=2010-11-01");
    const picture = page.getByRole("group", {
      name: "The money of Cambridgeshire PCT in 2010/11, as of 1 November 2010",
    });
    await picture.waitFor();
    expect(await picture.locator(".flow-joint").count()).toBe(1);
    expect(await picture.locator(".flow-joint").getAttribute("data-said")).toBe(
      "Cambridgeshire PCT to Hunts Health and Borderline Commissioning Consortium, together: £218m",
    );
    await picture.getByRole("link", { name: "East of England: £870m" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(
      "Cambridgeshire PCT: £870m",
    );
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "The money of East of England" }).waitFor();
    expect(asked).toEqual(["Money", "Money"]);
    expect(faults).toEqual([]);
  });

  it("saves each flow of England in a file: what is not known is empty, and no 0", async () => {
    const { page } = await visit("/flows?asOf=2011-04-01");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save each flow as CSV" }).click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\n");
    expect(lines[0]).toMatch(/^shaCode,sha,pctCode,pct,budgetGbp,what,toCodes,to,amountGbp/);
    expect(lines.find((line) => line.includes(",5PP,"))).toContain(",217500000,");
    const joint = lines.filter((line) => line.includes("One sum to several consortia,synthetic-"));
    expect(joint).toHaveLength(5);
    for (const line of joint) expect(line).toMatch(/consortia,synthetic-\w+-\d; synthetic-\w+-\d/);
    expect(lines.filter((line) => line.includes("PCT has not reported,,,,"))).toHaveLength(37);
  });

  it("saves the flows as pictures that say what they show, by whom, what is made up, and of which revision", async () => {
    const { page, faults } = await visit("/flows?in=Q38&asOf=2011-04-01");
    await page.getByRole("group", { name: /^The money of South Central/ }).waitFor();
    const svg = (await savedPicture(page, "Save the flows as SVG")).toString();
    expect(svg).toContain(">The money of South Central in 2011/12, as of 1 April 2011</text>");
    expect(svg).toMatch(/>Made up for a demonstration: \d+ of \d+ delegated amounts/);
    expect(svg).toMatch(/revision \d+ of the dataset/);
    expect(svg).not.toMatch(/<a |class=/);
    expect((await savedPicture(page, "Save the flows as PNG")).subarray(1, 4).toString()).toBe("PNG");
    expect(faults).toEqual([]);
  });

  it("shows who took over when PCTs ended, as successions say it where no practice is in a CCG", async () => {
    const { page, asked } = await visit("/?asOf=2011-04-01");
    await page.getByRole("link", { name: /PCTs: who took over in April 2013$/ }).click();
    await page.getByRole("heading", { level: 1, name: "Who took over in England" }).waitFor();
    await page
      .getByText(
        "Of 151 PCTs, 105 went to one CCG, 46 to several. Of 151 it is told by successions, as no practice of theirs in this graph is in a CCG.",
      )
      .waitFor();
    expect(page.url()).toContain("asOf=2013-03-31");
    await page.getByLabel("Area").selectOption("East Midlands");
    const picture = page.getByRole("group", { name: /^Who took over from the PCTs of East Midlands: / });
    await picture.waitFor();
    // Nine PCTs in their clusters, and nothing of which nobody knows.
    expect(await picture.locator(".flow-kept").count()).toBe(9);
    expect(await picture.locator(".flow-unknown").count()).toBe(0);
    expect(await picture.getByRole("link", { name: "Bassetlaw PCT: 12 practices" }).count()).toBe(1);
    expect(await picture.getByRole("link", { name: "NHS Bassetlaw: 12 practices" }).count()).toBe(1);
    const rows = page.getByRole("table", { name: /^Who took over from the PCTs of East Midlands/ });
    expect(await rows.locator("tr", { hasText: "Bassetlaw PCT" }).textContent()).toMatch(
      /^Bassetlaw PCTNHS Bassetlaw12100%100%112,048Source: epcmem/,
    );
    expect(asked.filter((name) => name === "Takeover")).toHaveLength(2);
  });

  it("sets one area on two days side by side, and keeps both days in the address", async () => {
    const { page, asked } = await visit("/beside?a=Q38&b=Q38&asOf=2011-04-01");
    await page.getByLabel("Day of the second").fill("2012-04-01");
    await page.getByRole("heading", { level: 1, name: "South Central on two days" }).waitFor();
    const delegated = page.locator(".measures tr", { hasText: "Delegated of the budgets" });
    expect(await delegated.textContent()).toMatch(/£2\.21bn \(33%\)£3\.07bn \(\d+%\)$/);
    expect(new URL(page.url()).searchParams.get("bAsOf")).toBe("2012-04-01");
    expect(asked).toEqual(["Beside", "Beside"]);
    await page.getByRole("link", { name: "Each change in South Central between the two days" }).click();
    await page.getByRole("heading", { level: 1, name: "Compare two dates in South Central" }).waitFor();
  });

  it("says what failed, and draws the flows once it can", async () => {
    const { page } = await visit("/england/nowhere");
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Flows" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "The money of England" }).waitFor();
  });

  it("shows at its edges that a picture, or a table, is wider than a telephone, and scrolls by keyboard", async () => {
    const { page } = await visit("/flows?in=Q38", { viewport: { width: 390, height: 800 } });
    await page.getByRole("table", { name: /^The money of South Central/ }).waitFor();
    const picture = page.getByRole("region", { name: /^The money of South Central .*, picture$/ });
    const sides = () =>
      page.evaluate(
        `[...document.querySelectorAll(".scroll-frame")].map((each) => ["left", "right"].filter((side) => side in each.dataset).join())`,
      ) as Promise<string[]>;
    await expect.poll(sides).toEqual(["right", "right"]);
    expect(await page.locator(".scroll-hint").first().textContent()).toBe(
      "Scroll sideways to see all of it →",
    );
    await picture.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await sides())[0]).toBe("left,right");
    await page.evaluate("document.activeElement.scrollTo({ left: 10_000 })");
    await expect.poll(async () => (await sides())[0]).toBe("left");
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/flows?in=Q38", screen);
      await page.getByRole("table", { name: /^The money of South Central/ }).waitFor();
      await takePicture(page, `flows-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
      await page.getByLabel("Flow of").selectOption("practices, from PCT to CCG");
      await page.getByRole("table", { name: /^Who took over from the PCTs of South Central/ }).waitFor();
      await takePicture(page, `takeover-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
      await page.getByRole("link", { name: "Side by side" }).click();
      await page
        .getByRole("table", { name: /^England on 1 April 2011 beside England on 1 April 2012/ })
        .waitFor();
      await takePicture(page, `beside-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
