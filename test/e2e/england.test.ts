import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import {
  expectAccessible,
  expectFits,
  explorer,
  holdAnswers,
  savedPicture,
  screens,
  takePicture,
} from "./explorer.ts";

const legend = (page: Page) => page.getByRole("list", { name: "Legend" });
const heading = (page: Page) => page.getByRole("heading", { level: 1, name: "England" });
const shows = (page: Page, day: string) =>
  page.getByRole("table", { name: `England on ${day}, coloured by position` }).waitFor();

describe.skipIf(!hasBrowser())("the explorer's view of England", () => {
  const { visit } = explorer();

  it("shows the counts of the reference date in one request, and nothing leaves the origin", async () => {
    const { page, asked, outside, faults } = await visit("/");
    await shows(page, "1 April 2011");
    expect(await page.locator(".figures > div").allTextContents()).toEqual([
      "PCTs151",
      "of them reported114",
      "Delegated or ready30",
      "Developing48",
      "No clear plans36",
      "Not reported37",
      "Delegated£7.6bn",
      "Budgets£89.6bn",
      "Share delegated8%",
      "Below their SHA’s minimumnone known",
      "Practices outside260",
      "Patients outside1,399,960",
      "Practices unclear636",
      "Patients unclear4,500,050",
    ]);
    expect(await legend(page).textContent()).toContain("Delegated or ready 30");
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England"]);
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("loads less than 180 KB of compressed script for the first view, the map", () => {
    const page = readFileSync("dist/web/index.html", "utf8");
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.map((path) => gzipSync(readFileSync(`dist/web/${path}`)).length);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(180_000);
    expect(readdirSync("dist/web/assets").length).toBeGreaterThan(0);
  });

  it("says in its banner that the graph is partly made up, and leads to each source", async () => {
    const { page } = await visit("/");
    await shows(page, "1 April 2011");
    expect(await page.getByRole("note").textContent()).toContain("Partly made up");
    await page.getByText("What these counts of 1 April 2011 rest on").click();
    expect(await page.locator(".source-list li").count()).toBeGreaterThan(1);
    await page.locator("table .source summary").first().click();
    expect(await page.locator(".source[open] .source-text").textContent()).toContain(
      "Made up for the demonstration graph",
    );
  });

  it("goes to another month by the slider and back by the back button", async () => {
    const { page } = await visit("/");
    await shows(page, "1 April 2011");
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await shows(page, "1 May 2011");
    expect(page.url()).toContain("asOf=2011-05-01");
    await page.goBack();
    await shows(page, "1 April 2011");
    expect(page.url()).not.toContain("asOf");
  });

  it("goes to a marked day, and to one that was typed", async () => {
    const { page } = await visit("/?asOf=2011-04-01");
    await page.getByRole("button", { name: "April 2013: PCTs end" }).click();
    await shows(page, "1 April 2013");
    expect(await legend(page).textContent()).toContain("Statutory consortium (CCG) 211");
    await page
      .getByText(
        "No practice of this graph is in one of them, so that their practices and patients are not known here.",
      )
      .waitFor();
    await page.getByLabel("As of").fill("2010-10-15");
    await shows(page, "15 October 2010");
  });

  it("asks for the other months only once somebody comes to the slider, nearest first, and has them at hand then", async () => {
    const { page, asked } = await visit("/");
    await shows(page, "1 April 2011");
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England"]);
    const ahead: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname !== "/graphql") return;
      const { operationName, variables } = request.postDataJSON();
      if (operationName === "England") ahead.push(variables.asOf);
    });
    await page.getByRole("slider").focus();
    await expect.poll(() => ahead.length, { timeout: 60_000 }).toBeGreaterThan(3);
    expect(ahead.slice(0, 4)).toEqual(["2011-05-01", "2011-03-01", "2011-06-01", "2011-02-01"]);
    await page.keyboard.press("ArrowRight");
    await shows(page, "1 May 2011");
    expect(ahead.filter((day) => day === "2011-05-01")).toHaveLength(1);
  });

  it("draws under the slider what changed by month, of the area that the address names, and says it as a table", async () => {
    const { page, asked } = await visit("/?in=Q38&asOf=2011-04-01");
    await page.getByRole("table", { name: /^South Central on/ }).waitFor();
    expect(asked).not.toContain("Months");
    await page.locator(".date-slider-words", { hasText: "1 April 2011" }).waitFor();
    await page.locator(".date-slider").hover();
    const line = page.getByRole("img", {
      name: /^By month: delegated £2,214m, at most £3,068m; practices outside 13/,
    });
    await line.waitFor();
    expect(await line.locator("path[d^=M]").count()).toBeGreaterThanOrEqual(3);
    await page.getByText("South Central month by month: delegated, outside, unclear").click();
    const table = page.getByRole("table", { name: /^South Central on the first of each month/ });
    await table.waitFor();
    expect(await table.getAttribute("aria-rowcount")).toBe("37");
    expect(asked.filter((name) => name === "Months")).toHaveLength(1);
  });

  it("draws the months of the year side by side where its address says so, a map each, with a table", async () => {
    const { page, asked, faults } = await visit("/?asOf=2013-02-10", {
      viewport: { width: 360, height: 740 },
    });
    await shows(page, "10 February 2013");
    await page.getByLabel("the months of the year side by side").check();
    expect(page.url()).toContain("months=shown");
    const months = page.getByRole("region", { name: "England month by month" });
    const maps = months.getByRole("group", { name: /^England on 1 / });
    await expect.poll(() => maps.count(), { timeout: 60_000 }).toBe(12);
    expect(await maps.first().getAttribute("aria-label")).toBe("England on 1 April 2012");
    expect(await months.locator(".hex-tile").count()).toBe(12 * 151);
    const table = months.getByRole("table", { name: /^England on the first of each month/ });
    expect(await table.locator("tbody tr[aria-rowindex]").count()).toBe(12);
    expect(asked.filter((name) => name === "England")).toHaveLength(13);
    await expectFits(page);
    await months.getByRole("link", { name: "1 March 2013", exact: true }).first().click();
    await shows(page, "1 March 2013");
    expect(page.url()).toContain("months=shown");
    expect(faults).toEqual([]);
  });

  it("dims what it shows of the day before as soon as another day is asked for", async () => {
    const { page } = await visit("/?asOf=2011-04-01");
    await shows(page, "1 April 2011");
    const letGo = await holdAnswers(page);
    await page.getByLabel("As of").fill("2010-10-15");
    await page
      .locator(".outdated")
      .getByRole("table", { name: /^England on 1 April 2011/ })
      .waitFor();
    letGo();
    await shows(page, "15 October 2010");
    await expect.poll(() => page.locator(".outdated").count()).toBe(0);
  });

  it("saves the map, and the picture by size, as files that can be published", async () => {
    const { page, faults } = await visit("/?asOf=2011-04-01");
    await shows(page, "1 April 2011");
    const map = (await savedPicture(page, "Save the map as SVG")).toString();
    expect(map.match(/<polygon /g)).toHaveLength(151);
    expect(map).toContain(">England on 1 April 2011, coloured by position</text>");
    expect(map).toContain(">Delegated or ready 30</text>");
    expect(map).toMatch(/>Made up for a demonstration: \d+ of 151 areas/);
    expect(map).toContain("Crown copyright");
    expect((await savedPicture(page, "Save the map as PNG")).subarray(1, 4).toString()).toBe("PNG");
    await page.getByLabel("Picture").selectOption("by size");
    const bySize = (await savedPicture(page, "Save the picture as SVG")).toString();
    expect(bySize).toContain("England on 1 April 2011, sized by patients");
    expect(bySize.match(/<rect /g)?.length).toBeGreaterThan(151);
    await savedPicture(page, "Save the picture as PNG");
    expect(faults).toEqual([]);
  });

  it("cites the revision that was read, at which every view then asks", async () => {
    const { page, faults } = await visit("/?asOf=2011-04-01");
    await shows(page, "1 April 2011");
    await page.getByText("Cite this").click();
    const text = (await page.locator(".cite-text").textContent()) ?? "";
    const revision = Number(
      /^commissioning-graph, “England”, 1 April 2011, revision ([\d,]+) of graph \w+\. http/.exec(text)?.[1],
    );
    expect(revision).toBeGreaterThan(0);
    await page.getByRole("link", { name: `This page at revision ${revision}` }).click();
    await page.getByText(`The dataset as it stood at revision ${revision}`).waitFor();
    const asked = new Map<string, unknown>();
    page.on("request", (request) => {
      if (new URL(request.url()).pathname !== "/graphql") return;
      const { operationName, variables, query } = request.postDataJSON();
      if (!query.includes("__schema")) asked.set(operationName, variables.atRevision);
    });
    const views = {
      "/?in=Q38": "South Central",
      "/organisations/5PP?open=hunts-health": "Cambridgeshire PCT",
      "/find?kind=clusters": "Find clusters",
      "/beside?a=Q38&b=Q36": "South Central beside London",
      "/flows?in=Q38": "The money of South Central",
      "/flows?of=takeover&in=Q38": "Who took over in South Central",
      "/orphans?in=5PP": "Orphans in Cambridgeshire PCT",
      "/compare?from=2011-03-31&to=2011-04-01&within=5PP": "Compare two dates in Cambridgeshire PCT",
      "/conflicts?in=5PP": /^Conflicts/,
      "/search?q=Bassetlaw": "Search",
    };
    for (const [address, name] of Object.entries(views)) {
      await page.evaluate(`history.pushState(null, "", "${address}&atRevision=${revision}")`);
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
      await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
    }
    expect([...asked.keys()].sort().join()).toMatch(
      /Area.*Beside.*Compare.*Conflicts.*Find.*Neighbours.*Organisation.*Orphans.*Search.*Takeover/,
    );
    expect([...new Set(asked.values())]).toEqual([revision]);
    await page.getByRole("link", { name: "Show what is known now" }).click();
    await expect.poll(() => page.url()).toContain("/search?q=Bassetlaw");
    expect(page.url()).not.toContain("atRevision");
    expect(faults).toEqual([]);
  });

  it("says of a revision that is none what the API says", async () => {
    const { page } = await visit("/orphans?atRevision=abc");
    await page.getByText("is no revision of this dataset").first().waitFor();
  });

  it("prints what it shows, with every row at hand and what to cite, and nothing to press", async () => {
    const { page } = await visit("/?asOf=2011-04-01", { colorScheme: "dark" });
    await shows(page, "1 April 2011");
    const drawn = await page.locator("tbody tr[aria-rowindex]").count();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("tbody tr[aria-rowindex]").count()).toBe(164);
    expect(await page.locator(".hex").first().isVisible()).toBe(true);
    expect(await page.locator(".cite-text").textContent()).toContain("atRevision=");
    expect(await page.locator("button:visible:not(th button)").allTextContents()).toEqual([]);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const cut = await page.evaluate(
      "[...document.querySelectorAll('.data-table')].filter((each) => getComputedStyle(each).overflowY !== 'visible').length",
    );
    expect(cut).toBe(0);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await expect.poll(() => page.locator("tbody tr[aria-rowindex]").count()).toBeLessThanOrEqual(drawn + 40);
  });

  it("plays the months until it is stopped", async () => {
    const { page } = await visit("/?asOf=2011-04-01");
    await page.getByRole("button", { name: "Play the months" }).click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get("asOf") ?? "", { timeout: 60_000 })
      .toMatch(/^2011-(0[6-9]|1\d)-01$/);
    await page.getByRole("button", { name: "Stop" }).click();
    const stoppedAt = page.url();
    await page.waitForTimeout(2_000);
    expect(page.url()).toBe(stoppedAt);
  });

  it("zooms by keyboard from England through SHA and cluster to practices, one request for each level with practices", async () => {
    const { page, asked } = await visit("/?asOf=2011-04-01&picture=size");
    const picture = page.getByRole("group", { name: /^England on/ });
    await picture.getByRole("link", { name: /^South Central,/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: /^South Central on/ }).waitFor();
    await page
      .getByRole("region", { name: "Counts of South Central" })
      .getByText("Delegated or ready")
      .waitFor();
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Area"]);
    await page
      .getByRole("group", { name: /^South Central on/ })
      .getByRole("link", { name: /^Berkshire,/ })
      .click();
    await page
      .getByRole("table", { name: /^Berkshire on/ })
      .getByText("Synthetic practice")
      .first()
      .waitFor();
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Area", "Area"]);
    await page.goBack();
    await page.getByRole("table", { name: /^South Central on/ }).waitFor();
    await page.getByRole("navigation", { name: "Way up" }).getByRole("link", { name: "England" }).click();
    await page.getByRole("table", { name: "England on 1 April 2011, sized by patients" }).waitFor();
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Area", "Area"]);
  });

  it("is about the area that its address names: title, figures, query and the file of its table", async () => {
    const { page, asked } = await visit("/?in=5PP");
    await page.getByRole("heading", { level: 1, name: "Cambridgeshire PCT" }).waitFor();
    await page
      .getByRole("table", { name: "Cambridgeshire PCT on 1 April 2011, sized by patients" })
      .waitFor();
    const figures = page.getByRole("region", { name: "Counts of Cambridgeshire PCT" });
    await figures.getByText("£870m").waitFor();
    expect(await figures.locator(".figures > div").allTextContents()).toEqual([
      "PositionDelegated or ready",
      "Delegated£218m",
      "Budget£870m",
      "Share delegated25%",
      "Below its SHA’s minimumnot known to be",
      "Practices outside0",
      "Patients outside0",
      "Practices unclear63",
      "Patients unclear550,155",
    ]);
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Area"]);
    // Made-up practices stand nowhere in England.
    expect(await page.getByRole("heading", { name: "Where its practices are" }).count()).toBe(0);
    expect(await page.title()).toContain("Cambridgeshire PCT");
    const link = await page.getByRole("link", { name: "Show me the query" }).getAttribute("href");
    const shown = new URL(link ?? "", page.url()).searchParams;
    expect(JSON.parse(shown.get("variables") ?? "")).toMatchObject({ within: "5PP" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save this table as CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("2011-04-01-5PP.csv");
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(78);
    expect(lines.slice(1).every((line) => /^X\d+,.*,PRACTICE,/.test(line))).toBe(true);
  });

  it("leads by a hexagon to the top of the area's page, on whose heading the focus is, and back to where somebody was", async () => {
    const { page } = await visit("/?asOf=2011-04-01", { viewport: { width: 390, height: 800 } });
    await shows(page, "1 April 2011");
    const hexagon = page.locator(".hex-tile[aria-label^='Bassetlaw PCT,']");
    await hexagon.scrollIntoViewIfNeeded();
    const place = await page.evaluate("scrollY");
    expect(place).toBeGreaterThan(500);
    await hexagon.click();
    await page.getByRole("heading", { level: 1, name: "Bassetlaw PCT" }).waitFor();
    await expect.poll(() => page.evaluate("scrollY")).toBe(0);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Bassetlaw PCT");
    await page.goBack();
    await heading(page).waitFor();
    await expect.poll(() => page.evaluate("scrollY")).toBe(place);
    // Who chooses an area in a field stays there.
    await page.getByLabel("Area").focus();
    await page.getByLabel("Area").selectOption("South Central");
    await page.getByRole("heading", { level: 1, name: "South Central" }).waitFor();
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SELECT");
  });

  it("tells of the month that is pointed at, without a click; by keyboard of the one shown", async () => {
    const { page, asked } = await visit("/?in=Q38&asOf=2011-04-01");
    await page.getByRole("table", { name: /^South Central on/ }).waitFor();
    const told = page.locator(".month-line-legend");
    const line = await page.locator(".month-line svg").boundingBox();
    if (!line) throw new Error("There is no line of months.");
    await page.mouse.move(line.x + (line.width * 17) / 47, line.y + 20);
    await expect.poll(() => told.textContent()).toMatch(/^1 June 2011: clusters form.*practices outside \d+/);
    expect(page.url()).toContain("asOf=2011-04-01");
    await page.mouse.move(line.x + (line.width * 27) / 47, line.y + 20);
    await expect.poll(() => told.textContent()).toMatch(/^1 April 2012delegated £3,068m \(\+£[\d,]+m\)/);
    await page.mouse.move(line.x + (line.width * 5) / 47, line.y + 20);
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => told.textContent()).toMatch(/^1 May 2011delegated £/);
    expect(asked.filter((name) => name === "Months")).toHaveLength(1);
  });

  for (const picture of ["map", "size"]) {
    it(`moves through the picture (${picture}) by the arrow keys`, async () => {
      const { page } = await visit(`/?picture=${picture}`);
      const shown = page.getByRole("group", { name: /^England on/ });
      await shown.getByRole("link").first().focus();
      const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
      const first = await focused();
      await page.keyboard.press("ArrowRight");
      expect(await focused()).not.toBe(first);
      await page.keyboard.press("Home");
      expect(await focused()).toBe(first);
    });
  }

  it("has a hexagon for each of 151 PCTs, which leads to it, and colours them as the address says", async () => {
    const { page, asked } = await visit("/");
    await shows(page, "1 April 2011");
    const map = page.getByRole("group", { name: "England on 1 April 2011, coloured by position" });
    expect(await map.getByRole("link").count()).toBe(151);
    expect(await legend(page).textContent()).toContain("13 without a hexagon: in the table only");
    await page.getByLabel("Colour by").selectOption("practices outside");
    await page
      .getByRole("table", { name: "England on 1 April 2011, coloured by practices outside" })
      .waitFor();
    expect(page.url()).toContain("colour=outside");
    expect(await legend(page).textContent()).toMatch(/5 practices outside or more \d/);
    await page.getByLabel("Area").selectOption("South Central");
    await page
      .getByRole("table", { name: "South Central on 1 April 2011, coloured by practices outside" })
      .waitFor();
    expect(await page.locator(".hex:not(.tone-elsewhere)").count()).toBe(9);
    await page
      .getByRole("link", { name: /^Oxfordshire PCT,/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Oxfordshire PCT" }).waitFor();
    expect(page.url()).toContain("colour=outside");
    expect(asked.filter((name) => name !== "Questions")).toEqual(["England", "Area", "Area"]);
  });

  it("sorts its table by a heading", async () => {
    const { page } = await visit("/");
    await shows(page, "1 April 2011");
    const patients = page.getByRole("columnheader", { name: "Patients" });
    await patients.getByRole("button").click();
    await patients.getByRole("button").click();
    expect(await patients.getAttribute("aria-sort")).toBe("descending");
    expect(await page.locator("tbody tr").first().textContent()).toContain("Hampshire PCT");
  });

  it("draws only the rows in sight of 151 PCTs and 13 consortia without a PCT", async () => {
    const { page } = await visit("/");
    await shows(page, "1 April 2011");
    expect(await page.getByRole("table").getAttribute("aria-rowcount")).toBe("165");
    expect(await page.locator("table tbody tr").count()).toBeLessThan(60);
  });

  it("opens its query in GraphiQL with its variables", async () => {
    const { page } = await visit("/?asOf=2011-05-01");
    const link = new URL(
      (await page.getByRole("link", { name: "Show me the query" }).getAttribute("href")) ?? "",
      page.url(),
    );
    expect(link.pathname).toBe("/graphiql/");
    expect(link.searchParams.get("query")).toContain("query England(");
    expect(JSON.parse(link.searchParams.get("variables") ?? "")).toMatchObject({ asOf: "2011-05-01" });
  });

  it("says that the API cannot be reached, and shows England once it can", async () => {
    const { page } = await visit("/england/nowhere");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Go to England" }).click();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page, "1 April 2011");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("is a page also where nothing is, with status 404; a program is told in JSON", async () => {
    const { page } = await visit("/nosuch?asOf=2011-04-01");
    await page.getByRole("heading", { name: "No such page" }).waitFor();
    const address = new URL("/nosuch", page.url()).href;
    const person = await fetch(address, { headers: { accept: "text/html" } });
    expect([person.status, person.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    const program = await fetch(address, { headers: { accept: "application/json" } });
    expect([program.status, await program.text()]).toEqual([404, expect.stringContaining('"NOT_FOUND"')]);
  });

  it("lets other sites show its map in a frame, and no other page", async () => {
    const { page, asked, faults } = await visit("/embed?in=Q38&asOf=2011-04-01&colour=share");
    await page
      .getByRole("heading", { level: 1, name: /^South Central on 1 April 2011, coloured by share/ })
      .waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    expect(await page.locator(".hex:not(.tone-elsewhere)").count()).toBe(9);
    expect(asked).toEqual(["England"]);
    expect(faults).toEqual([]);
    await expectAccessible(page);
    const policyOf = async (path: string) =>
      (await fetch(new URL(path, page.url()))).headers.get("content-security-policy") ?? "";
    expect(await policyOf("/embed?in=Q38")).toContain("frame-ancestors *");
    expect(await policyOf("/")).toContain("frame-ancestors 'self'");
    expect((await fetch(new URL("/embed", page.url()))).headers.get("x-frame-options")).toBeNull();
  });

  it("says what the API said of a day that is none, and offers the page without it", async () => {
    const { page } = await visit("/");
    await shows(page, "1 April 2011");
    await page.goto(`${page.url()}?asOf=2011-13-01`);
    await page.getByText('"2011-13-01" is not a date').first().waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.getByRole("link", { name: "Show this page without what its address asks for" }).click();
    await shows(page, "1 April 2011");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("says so when the API is slow", async () => {
    const { page } = await visit("/england/nowhere");
    const letGo = await holdAnswers(page);
    await page.getByRole("link", { name: "Go to England" }).click();
    await page.getByText("Loading…").first().waitFor();
    await page.getByText("Still waiting for the API").waitFor();
    letGo();
    await shows(page, "1 April 2011");
  });

  it("cuts no heading of a column", async () => {
    for (const path of [
      "/?in=Q38",
      "/find?kind=practices",
      "/flows?in=Q38",
      "/flows?of=takeover&in=Q38",
      "/orphans",
    ]) {
      const { page } = await visit(path, { viewport: { width: 1280, height: 900 } });
      await page.locator(".data-table tbody td").first().waitFor();
      const cut = await page.evaluate(
        `[...document.querySelectorAll(".data-table thead th")].filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent)`,
      );
      expect([path, cut]).toEqual([path, []]);
    }
  });

  for (const width of [1100, 1280, 1440, 1920]) {
    it(`shows every figure whole, on one line, and each source, ${width} pixels wide`, async () => {
      const { page } = await visit("/?in=Q38&picture=size", { viewport: { width, height: 1000 } });
      await page.getByRole("table", { name: "South Central on 1 April 2011" }).waitFor();
      await page.locator(".figures dd").first().waitFor();
      const broken = await page.evaluate(`[
        ...[...document.querySelectorAll(".figures dd")].filter((each) => each.scrollWidth > each.clientWidth),
        ...[...document.querySelectorAll(".data-table td.numeric .cell")].filter((each) => {
          const lines = document.createRange();
          lines.selectNodeContents(each);
          return /^[0-9,]+$/.test(each.textContent) && new Set([...lines.getClientRects()].map(({ top }) => top)).size > 1;
        }),
        ...[...document.querySelectorAll(".data-table .source summary")].filter((each) =>
          each.getBoundingClientRect().right > each.closest(".data-table").getBoundingClientRect().right),
      ].map((each) => each.textContent)`);
      expect(broken).toEqual([]);
      expect(await page.locator(".data-table .source summary").count()).toBeGreaterThan(0);
    });
  }

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/", screen);
      await shows(page, "1 April 2011");
      await heading(page).waitFor();
      await takePicture(page, `england-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
