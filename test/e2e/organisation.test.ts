import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, savedPicture, screens, takePicture } from "./explorer.ts";

/** The neighbourhood, once it is drawn. */
async function isDrawn(page: Page) {
  const picture = page.getByRole("group", { name: / and its neighbours$/ });
  await picture.waitFor();
  return picture;
}

describe.skipIf(!hasBrowser())("the explorer's page of an organisation", () => {
  const { visit } = explorer();

  it("shows a PCT's members, groups, delegations, support and history in one request", async () => {
    const { page, asked, outside, faults } = await visit("/organisations/5PP?asOf=2010-10-15");
    await page.getByRole("heading", { level: 1, name: "Cambridgeshire PCT" }).waitFor();
    await isDrawn(page);
    for (const name of [
      "What it belongs to",
      "Members (79)",
      "Delegation over the years",
      "Support",
      "History",
    ]) {
      expect(await page.getByRole("heading", { name }).count()).toBe(1);
    }
    const delegations = page.getByRole("table", {
      name: "Budgets, reports and delegations of Cambridgeshire PCT",
    });
    expect(await delegations.textContent()).toContain("£218m, 25% of the budget");
    expect(await delegations.getByRole("link", { name: "Hunts Health" }).count()).toBe(1);
    expect(asked).toEqual(["Organisation", "AreaSummary"]);
    expect(outside).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("explains its words where they stand, and says dates in words and sources by name", async () => {
    const { page, faults } = await visit("/organisations/5PP?asOf=2011-04-01");
    await isDrawn(page);
    const figures = page.getByRole("region", { name: "In short" });
    await figures.getByText("Position", { exact: true }).click();
    await figures.getByText("What a PCT last reported of its plans", { exact: false }).waitFor();
    await expectAccessible(page);
    const notes = page.locator("section", { has: page.getByRole("heading", { name: "Notes" }) });
    expect(await notes.textContent()).toContain(
      "earliest practice join date in “epcmem: practice memberships”",
    );
    const rows = page.getByRole("table", { name: "Budgets, reports and delegations of Cambridgeshire PCT" });
    expect(await rows.textContent()).toContain("1 October 2010");
    expect(await rows.textContent()).toContain("Cambridgeshire hands control to two consortia");
    const text = (await page.locator("main").textContent()) ?? "";
    expect(
      text.match(/\b20\d\d-\d\d-\d\d\b(?!&)/g)?.filter((day) => !page.url().includes(day)) ?? [],
    ).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("draws what it was over the years, a line a relation, its members bundled", async () => {
    const { page } = await visit("/organisations/5PP?asOf=2011-04-01");
    const picture = page.getByRole("img", {
      name: /^Cambridgeshire PCT over the years: Member of: East of England;/,
    });
    await picture.waitFor();
    const labels = (await picture.locator("g > text").allTextContents()).map((label) => label.trim());
    expect(labels).toContain("Members: practices (77)");
    expect(labels).toContain("Delegates to: Hunts Health");
    expect(await picture.locator("title", { hasText: "Reported: delegated or ready" }).count()).toBe(2);
    expect(await page.getByRole("table", { name: /^Every fact about Cambridgeshire PCT/ }).count()).toBe(1);
    const svg = (await savedPicture(page, "Save the timeline as SVG")).toString();
    expect(svg).toContain(">Cambridgeshire PCT, 2010 to 2013; the line is 1 April 2011</text>");
    expect(svg).toMatch(/>Sources: [^<]*Cambridgeshire hands control/);
  });

  it("sums up a cluster: its PCTs' positions, the money, the practices left out, and its conflicts", async () => {
    const { page } = await visit("/organisations/bath-and-north-east-somerset-and-wiltshire-cluster");
    const summary = page.locator("section", { has: page.getByRole("heading", { name: /^Summary of/ }) });
    await summary.getByRole("table", { name: /^PCTs of Bath .* on 1 April 2011: 2$/ }).waitFor();
    const figures = await summary.locator(".figures > div").allTextContents();
    for (const figure of [
      "PCTs2",
      "Budgets£1.12bn",
      "Delegatednone known",
      "Practices outside2",
      "Conflicts0",
    ]) {
      expect(figures).toContain(figure);
    }
    await summary.getByRole("link", { name: "16 practices outside or unclear, and why" }).click();
    await page
      .getByRole("heading", { level: 1, name: "Orphans in Bath and North East Somerset and Wiltshire" })
      .waitFor();
  });

  it("opens a member to its own members, and goes to it and back", async () => {
    const { page, asked } = await visit("/organisations/5PP?asOf=2011-04-01");
    await page.getByRole("button", { name: "Members of Hunts Health" }).click();
    await page.getByText("10 practices").waitFor();
    expect(asked).toEqual(["Organisation", "AreaSummary", "Members"]);
    await page.locator(".tree").getByRole("link", { name: "Hunts Health" }).click();
    await page.getByRole("heading", { level: 1, name: "Hunts Health" }).waitFor();
    expect(page.url()).toContain("/organisations/hunts-health?asOf=2011-04-01");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Cambridgeshire PCT" }).waitFor();
  });

  it("draws its neighbours in layers, practices in bundles, and keeps in the address what is open", async () => {
    const { page, asked, faults } = await visit("/organisations/hunts-health?asOf=2010-10-15");
    const picture = await isDrawn(page);
    const columns = async () => (await picture.locator(".neighbour-column").allTextContents()).join();
    expect(await columns()).toBe("PCT,Consortium,Practices");
    await picture.getByRole("link", { name: "Open the neighbours of Cambridgeshire PCT" }).click();
    await picture.getByRole("link", { name: /^Open 67 practices: / }).waitFor({ timeout: 60_000 });
    expect(await columns()).toBe("SHA,PCT,Consortium,Practices,Support, beside");
    await picture.getByRole("link", { name: /^Open 10 practices: / }).click();
    await expect.poll(() => picture.getByRole("link", { name: /^Synthetic practice/ }).count()).toBe(10);
    expect(asked).toEqual(["Organisation", "Neighbours"]);
    const address = new URL(page.url()).search;
    expect(new URLSearchParams(address).getAll("open")).toEqual(["5PP"]);
    await page.reload();
    await expect.poll(() => picture.getByRole("link", { name: /^Synthetic practice/ }).count()).toBe(10);
    await picture.getByRole("link", { name: "Close the neighbours of Cambridgeshire PCT" }).click();
    await expect.poll(columns).toBe("PCT,Consortium,Practices");
    await page.goBack();
    await expect.poll(() => new URL(page.url()).search).toBe(address);
    await picture.getByRole("link", { name: /^East of England, SHA/ }).focus();
    await page.locator(".neighbourhood-said", { hasText: "East of England, SHA" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).not.toContain("East");
    expect(faults).toEqual([]);
  });

  it("leaves relationships out of the picture by kind, in its address too, and says why nothing is left", async () => {
    const { page } = await visit("/organisations/hunts-health");
    await isDrawn(page);
    const caption = page.locator("caption", { hasText: "Relationships in the picture" });
    const count = async () => Number(/\((\d+)\)/.exec((await caption.textContent()) ?? "")?.[1]);
    const all = await count();
    await page.getByRole("checkbox", { name: "membership" }).uncheck();
    await expect.poll(count).toBeLessThan(all);
    expect(page.url()).toContain("without=MEMBERSHIP");
    for (const kind of ["delegation", "support"]) await page.getByRole("checkbox", { name: kind }).uncheck();
    await page
      .getByText("No relationship of the chosen kinds joins it to anybody on 1 April 2011.")
      .waitFor();
  });

  it("saves the picture as PNG and as SVG", async () => {
    const { page } = await visit("/organisations/hunts-health");
    await isDrawn(page);
    const png = await savedPicture(page, "Save the neighbourhood as PNG");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const svg = (await savedPicture(page, "Save the neighbourhood as SVG")).toString();
    expect(svg).toContain(">Hunts Health</text>");
    expect(svg).toContain(">Hunts Health and its neighbours on 1 April 2011</text>");
    expect(svg).toMatch(/>Sources: [^<]*Cambridgeshire hands control/);
    expect(svg).toContain(">Made up for a demonstration: 10 of ");
    expect(svg).toMatch(/revision \d+ of the dataset/);
    expect(svg).not.toMatch(/ href=/);
  });

  it("does not take patients for none where nobody tells whose practices a body has", async () => {
    const { page } = await visit("/organisations/06H?asOf=2013-05-01");
    const origins = page.locator("section", {
      has: page.getByRole("heading", { name: "Whose practices it took over" }),
    });
    await origins
      .getByText("Its practices came, as successions say (none of its practices is in this graph), from:")
      .waitFor();
    expect(await origins.textContent()).toContain(
      "Cambridgeshire PCT, on 1 April 2013: 77 practices, 100% of the PCT, 72% of the CCG",
    );
    await page
      .getByText(/^not counted$/i)
      .first()
      .waitFor();
  });

  it("says in one what is known of a PCT's successors and what is not, above its notes", async () => {
    const { page } = await visit("/organisations/5ET");
    await page
      .getByText(/^Its practices went, as successions say \(none of its practices here is in a CCG\), to:$/)
      .waitFor();
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(headings.filter((heading) => !/^(Summary|Members|Support)/.test(heading))).toEqual([
      "What became of it",
      "Where its practices went",
      "Over the years",
      "What it belongs to",
      "Delegation over the years",
      "Notes",
      "Neighbourhood",
      "History",
    ]);
    const text = (await page.locator("main").textContent()) ?? "";
    expect(text).toContain("It was succeeded by NHS Bassetlaw.");
    expect(text).toContain("NHS Bassetlaw, on 1 April 2013: 12 practices, 100% of the PCT, 100% of the CCG");
    expect(text).not.toMatch(/No(body| file)[^.]* says? to which CCG/);
  });

  it("says that nobody has a code", async () => {
    const { page } = await visit("/organisations/nobody");
    await page.getByText("No organisation of this graph has the code nobody").waitFor();
  });

  it("says what failed, and shows the organisation once it can", async () => {
    const { page } = await visit("/england/nowhere");
    await page.route("**/graphql", (route) => route.fulfill({ status: 503, body: "down" }));
    await page.evaluate("history.pushState(null, '', '/organisations/5PP')");
    await page.getByRole("alert").getByText("It answered with HTTP status 503.").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Cambridgeshire PCT" }).waitFor();
  });

  for (const [name, screen] of screens) {
    it(`is accessible and fits on a screen of ${name}`, async () => {
      const { page } = await visit("/organisations/5PP", screen);
      await isDrawn(page);
      await takePicture(page, `organisation-${name}`, { fullPage: true });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
});
