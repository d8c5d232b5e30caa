import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { explorer } from "./explorer.ts";

/** A graph with the real files imported, as in docs/imports.md ("Real ODS files"). */
const file = process.env.EXPLORER_GRAPH_FILE;

function hasRealGraph(): boolean {
  if (file !== undefined) return true;
  console.warn("*** EXPLORER_GRAPH_FILE is not set: the explorer is not tested on real practices ***");
  return false;
}

/** What the API itself answers of a day. */
async function countsOf(url: string, asOf: string) {
  const query = `query ($asOf: Date) {
    practices(asOf: $asOf, first: 1) { totalCount }
    consortia(asOf: $asOf, first: 1) { totalCount }
    orphanedPractices(asOf: $asOf, first: 1) { totalCount }
    delegationSummary(asOf: $asOf) {
      pcts reporting delegatedOrReady developing noClearPlans notReported practicesOutside practicesUnclear } }`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { asOf } }),
  });
  const { data } = (await response.json()) as {
    data: Record<"practices" | "consortia" | "orphanedPractices", { totalCount: number }> & {
      delegationSummary: Record<string, number>;
    };
  };
  return data;
}

const inCounts = (count: number | undefined) => (count ?? 0).toLocaleString("en-GB");

/** The figures on the page by their labels. */
async function figuresOn(page: Page): Promise<Record<string, string>> {
  const [labels, values] = await Promise.all([
    page.locator(".figures dt").allTextContents(),
    page.locator(".figures dd").allTextContents(),
  ]);
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ""]));
}

/** Scrolls a list by a screenful a frame, and tells how long the frames were, in milliseconds. */
const scrolled = `new Promise((done) => {
  const list = document.querySelector("section.data-table");
  const frames = [];
  let last;
  list.scrollTo({ top: 0 });
  const step = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    list.scrollTop += list.clientHeight;
    if (frames.length < 200) requestAnimationFrame(step);
    else done(frames.sort((a, b) => a - b));
  };
  requestAnimationFrame(step);
})`;

describe.skipIf(!hasRealGraph() || !hasBrowser())("the explorer on the real files", () => {
  const site = explorer({ GRAPH_FILE: file ?? "" });

  for (const [asOf, day] of [
    ["2011-04-01", "1 April 2011"],
    ["2013-04-01", "1 April 2013"],
  ] as const) {
    it(`counts on ${asOf} what the API counts`, async () => {
      const { practices, consortia, orphanedPractices, delegationSummary } = await countsOf(site.url, asOf);
      const { page, faults } = await site.visit(`/?asOf=${asOf}`);
      await page.getByRole("table", { name: new RegExp(`^England on ${day}`) }).waitFor();
      expect(await figuresOn(page)).toMatchObject({
        PCTs: inCounts(delegationSummary.pcts),
        "of them reported": inCounts(delegationSummary.reporting),
        "Delegated or ready": inCounts(delegationSummary.delegatedOrReady),
        Developing: inCounts(delegationSummary.developing),
        "No clear plans": inCounts(delegationSummary.noClearPlans),
        "Not reported": inCounts(delegationSummary.notReported),
        "Practices outside": inCounts(delegationSummary.practicesOutside),
        "Practices unclear": inCounts(delegationSummary.practicesUnclear),
      });
      expect(await page.locator(".hex-tile").count()).toBe(asOf === "2013-04-01" ? 211 : 151);
      expect(practices.totalCount).toBeGreaterThan(8_000);
      expect(consortia.totalCount).toBeGreaterThan(asOf === "2013-04-01" ? 200 : 0);
      expect(await page.getByRole("note").count()).toBe(0);
      await page.getByRole("link", { name: "Orphans" }).click();
      if (orphanedPractices.totalCount === 0) {
        await page.getByText("No practice fits.").waitFor();
      } else {
        const name = `Practices in no consortium, England, ${day}: ${orphanedPractices.totalCount}`;
        await page.getByRole("table", { name }).waitFor();
      }
      const members = practices.totalCount - orphanedPractices.totalCount;
      expect(Object.keys(await figuresOn(page)).join("; ")).toContain(
        `In a consortium: ${inCounts(members)} practices`,
      );
      expect(faults).toEqual([]);
    });
  }

  it("lists real practices, thousands of them, and draws those in sight only", async () => {
    const { page } = await site.visit("/orphans?asOf=2011-04-01&sort=CODE");
    const first = page.locator('tr[aria-rowindex="2"]');
    await first.getByText(/^[A-Y]\d{5}$/).waitFor();
    const rows = Number(await page.getByRole("table").getAttribute("aria-rowcount"));
    await page.locator("section.data-table").focus();
    await page.keyboard.press("End");
    const last = page.locator(`tr[aria-rowindex="${rows}"]`);
    await last.getByText(/^[A-Y]\d{5}$/).waitFor({ timeout: 120_000 });
    const frames = (await page.evaluate(scrolled)) as number[];
    const at = (share: number) => Math.round(frames[Math.floor(share * (frames.length - 1))] ?? 0);
    console.info(
      `${rows - 1} rows, a screenful a frame: frames of ${at(0.5)} ms (middle), ${at(0.95)} ms (95 of 100), ${at(1)} ms (longest)`,
    );
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
  });

  it("crosses the ribbons of 1 April 2013: who took over from each PCT", async () => {
    const { page } = await site.visit("/flows?of=takeover&asOf=2013-03-31");
    await page.getByText("Of 151 PCTs, 105 went to one CCG, 46 to several.", { exact: false }).waitFor();
    await page.getByLabel("Area").selectOption("East Midlands");
    const picture = page.getByRole("group", { name: /^Who took over from the PCTs of East Midlands: / });
    await picture.getByRole("link", { name: "NHS Bassetlaw: 12 practices" }).waitFor();
    await page.goto(new URL("/?in=5PP&asOf=2011-04-01", page.url()).href);
    await page
      .getByRole("table", { name: /^Where the practices of Cambridgeshire PCT on 1 April 2011 are/ })
      .waitFor();
    expect(await page.locator(".practice-points circle").count()).toBeGreaterThan(15);
    await page.goto(new URL("/organisations/5PP", page.url()).href);
    await page.getByText("77 practices, 100% of the PCT", { exact: false }).waitFor();
  });
});
