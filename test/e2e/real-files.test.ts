import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectCardsToCount } from "./cards.ts";
import { explorer, scrollToEnd } from "./explorer.ts";

/** A graph with the real files imported, as in docs/imports.md ("Real ODS files"), or a folder with these files. */
const { EXPLORER_GRAPH_FILE: givenFile, EXPLORER_DATA_FOLDER: folder } = process.env;
const names = { practices: "epraccur-2014.csv", memberships: "epcmem-2019.csv" } as const;
const file = givenFile ?? join(tmpdir(), `explorer-real-${process.pid}.grafeo`);

function hasRealGraph(): boolean {
  if (givenFile !== undefined) return true;
  if (folder !== undefined && Object.values(names).every((name) => existsSync(join(folder, name))))
    return true;
  console.warn(
    `*** Neither EXPLORER_GRAPH_FILE nor EXPLORER_DATA_FOLDER (with ${Object.values(names).join(" and ")}) is there: the explorer is NOT tested on real practices ***`,
  );
  return false;
}

/** Imports the files of the folder, as a person would. */
function importFiles(): void {
  if (givenFile !== undefined || folder === undefined) return;
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, ["dist/cli/main.js", ...args], {
      env: { ...process.env, GRAPH_FILE: file },
      stdio: "ignore",
    });
  run("seed", "--facts-only");
  const { practices, memberships } = names;
  run(
    ...["import", "--practices", join(folder, practices), "--published", "2014-10"],
    ...["--memberships", join(folder, memberships), "--memberships-published", "2019-08"],
  );
}

/** What the API itself answers of a day. */
async function countsOf(url: string, asOf: string) {
  const query = `query ($asOf: Date) {
    practices(asOf: $asOf, first: 1) { totalCount }
    consortia(asOf: $asOf, first: 1) { totalCount }
    orphanedPractices(asOf: $asOf, first: 1) { totalCount }
    delegationSummary(asOf: $asOf) {
      pcts reporting delegatedOrReady developing noClearPlans notReported practicesOutside practicesUnclear practicesNotCovered } }`;
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
  beforeAll(importFiles, 1_800_000);
  // Hooks run backwards at the end: the file goes once the server has closed it.
  afterAll(() => {
    if (givenFile === undefined) rmSync(file, { force: true });
  });
  const site = explorer({ GRAPH_FILE: file });

  it("has the practices under a cluster with no delegated budget in a file, in two clicks", async () => {
    const { page } = await site.visit("/?asOf=2011-04-01");
    const card = page.getByRole("link", { name: /under a cluster with no delegated budget$/ });
    const count = (await card.textContent())?.match(/^[\d,]+/)?.[0] ?? "";
    await card.click();
    await page.getByRole("table", { name: new RegExp(`budget: no: ${count}$`) }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Download / }).click();
    const lines = readFileSync(await (await download).path(), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(Number(count.replace(",", "")) + 1);
    expect(lines.length).toBeGreaterThan(1_000);
  });

  for (const path of ["/?asOf=2011-04-01", "/?in=Q38&asOf=2011-06-01", "/?in=5QE&asOf=2012-04-01"]) {
    it(`has on each card of ${path} the number of rows of the list which it opens`, async () => {
      const { page } = await site.visit(path);
      await expectCardsToCount(page);
    });
  }

  it("says who was left out in a PCT, in two clicks", async () => {
    const { page } = await site.visit("/?asOf=2011-04-01");
    await page.locator(".hex-tile[aria-label^='Oxfordshire PCT,']").click();
    // No file tells of that day who was in which consortium, and the card says so.
    await page
      .getByRole("link", {
        name: "none known practices known to be outside every consortium: no source tells",
      })
      .click();
    await page.getByRole("heading", { level: 1, name: "Orphans in Oxfordshire PCT" }).waitFor();
    await page.locator(".figures").first().waitFor();
  });

  it("follows the money by SHA in one click, and sets South Central beside London in three", async () => {
    const { page } = await site.visit("/?asOf=2011-04-01");
    await page.getByRole("link", { name: /the money by SHA$/ }).click();
    const money = page.getByRole("table", { name: /^The money of England in 2011\/12/ });
    await money.waitFor();
    expect(await money.locator("tbody tr").count()).toBe(10);
    await page.getByRole("link", { name: "Side by side" }).click();
    await page.getByLabel("First area").selectOption("South Central");
    await page.getByLabel("Second area").selectOption("London");
    await page.getByRole("heading", { level: 1, name: "South Central beside London" }).waitFor();
  });

  it("says what became of Bassetlaw PCT in two clicks, and shows the map on a date in one", async () => {
    const { page } = await site.visit("/");
    await page.getByRole("button", { name: "June 2011: clusters form" }).click();
    await page.getByRole("group", { name: "England on 1 June 2011, coloured by position" }).waitFor();
    await page.getByRole("combobox", { name: "Search" }).click();
    await page.keyboard.type("Bassetlaw");
    await page
      .getByRole("listbox")
      .getByRole("option", { name: /^Bassetlaw PCT/ })
      .click();
    const became = page.locator("section", { has: page.getByRole("heading", { name: "What became of it" }) });
    await became.getByText("It closed on 31 March 2013.").waitFor();
    expect(await became.textContent()).toContain("NHS Bassetlaw");
  });

  for (const [asOf, day] of [
    ["2011-04-01", "1 April 2011"],
    ["2013-04-01", "1 April 2013"],
  ] as const) {
    it(`counts on ${asOf} what the API counts`, async () => {
      const { practices, consortia, orphanedPractices, delegationSummary } = await countsOf(site.url, asOf);
      const { page, faults } = await site.visit(`/?asOf=${asOf}`);
      await page.getByRole("table", { name: new RegExp(`^England on ${day}`) }).waitFor();
      // Of a day that no source covers, nobody knows who is left out.
      const notCovered = delegationSummary.practicesNotCovered ?? 0;
      const counted = (count = 0, unit = "") =>
        count === 0 && notCovered > 0 ? "not known" : `${inCounts(count)}${unit}`;
      const positions = {
        "of them reported": inCounts(delegationSummary.reporting),
        "Delegated or ready": inCounts(delegationSummary.delegatedOrReady),
        Developing: inCounts(delegationSummary.developing),
        "No clear plans": inCounts(delegationSummary.noClearPlans),
        "Not reported": inCounts(delegationSummary.notReported),
      };
      expect(await figuresOn(page)).toMatchObject({
        PCTs: inCounts(delegationSummary.pcts),
        // Where there are no PCTs, they have no positions either.
        ...(asOf === "2013-04-01" ? {} : positions),
        "Practices outside": counted(delegationSummary.practicesOutside),
        "Practices unclear": counted(delegationSummary.practicesUnclear),
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
      const members = practices.totalCount - orphanedPractices.totalCount - notCovered;
      expect(Object.keys(await figuresOn(page)).join("; ")).toContain(
        `In a consortium: ${counted(members, " practices")}`,
      );
      expect(faults).toEqual([]);
    });
  }

  it("lists real practices, thousands of them, and draws those in sight only", async () => {
    const { page } = await site.visit("/find?kind=practices&asOf=2011-04-01&sort=CODE&columns=code,name,pct");
    const first = page.locator('tr[aria-rowindex="2"]');
    await first.getByText(/^[A-Y]\d{5}$/).waitFor();
    const rows = Number(await page.getByRole("table").getAttribute("aria-rowcount"));
    await scrollToEnd(page, page.locator(`tr[aria-rowindex="${rows}"]`).getByText(/^[A-Y]\d{5}$/));
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
