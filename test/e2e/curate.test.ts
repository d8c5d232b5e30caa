import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ask, post } from "../server/serving.ts";
import { hasBrowser } from "./browser.ts";
import { expectAccessible, expectFits, explorer, screens, takePicture } from "./explorer.ts";

/** The machine may be busy. */
const soon = <T>(state: () => Promise<T>) => expect.poll(state, { timeout: 60_000 });
const outcome = (page: Page, name: string | RegExp) =>
  page.locator(".outcome").getByRole("heading", { level: 2, name }).waitFor();
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const choose = (page: Page, label: string | RegExp) => page.getByRole("radio", { name: label }).check();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function fillDay(page: Page, legend: string, day: string): Promise<void> {
  const [year = "", month = "", date = ""] = day.split("-");
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Day").fill(date);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
}

/** What every change brings. */
async function fillChange(page: Page, reason: string): Promise<void> {
  await choose(page, "A source that the graph holds");
  await field(page, "Source").selectOption("A1");
  await field(page, "Why you make this change").fill(reason);
}

describe.skipIf(!hasBrowser())("curating in the explorer", () => {
  const app = explorer({});
  const { visit, tokenOf } = app;

  async function signIn(page: Page, role: "reader" | "curator" = "curator"): Promise<string> {
    const token = await tokenOf(role);
    await field(page, "Token").fill(token);
    await press(page, "Sign in");
    await page.getByText(/^(You are s|S)igned in as Jane/).waitFor();
    return token;
  }

  /** Asks the API as a curator, who is somebody else than the one at the page. */
  async function write(query: string): Promise<Record<string, unknown>> {
    const authorization = `Bearer ${await tokenOf("administrator")}`;
    const headers = { "content-type": "application/json", authorization };
    const { body } = await post(app, JSON.stringify({ query }), headers);
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data as Record<string, unknown>;
  }

  interface Orphan {
    readonly code: string;
    readonly name: string;
    readonly pct: { readonly code: string };
  }

  /** Practices that nobody says anything about, the largest first. */
  async function orphans(): Promise<readonly Orphan[]> {
    const { body } = await ask(
      app,
      `{ orphanedPractices(standing: [UNCLEAR], first: 40, orderBy: { field: LIST_SIZE, direction: DESC }) {
        nodes { code name pct { code } } } }`,
    );
    return (body.data as { orphanedPractices: { nodes: Orphan[] } }).orphanedPractices.nodes;
  }

  async function orphan(index: number): Promise<Orphan> {
    const found = (await orphans())[index];
    if (!found) throw new Error(`There is no orphan ${index}`);
    return found;
  }

  const auditsOf = async (reason: string) => {
    const { auditLog } = (await write("{ auditLog(first: 200) { nodes { reason } } }")) as {
      auditLog: { nodes: { reason: string }[] };
    };
    return auditLog.nodes.filter((record) => record.reason === reason).length;
  };

  const outsideForm = ({ code, pct }: Orphan) => `/curate?do=outside&practice=${code}&pct=${pct.code}`;

  async function fillOutside(page: Page, reason: string): Promise<void> {
    await choose(page, "It has not yet decided");
    await fillDay(page, "First day it holds", "2011-01-01");
    await fillDay(page, "Last day it holds", "2013-03-31");
    await fillChange(page, reason);
  }

  it("says why nobody may write without a token, and with one of a reader, or with one that is none", async () => {
    const { page, asked } = await visit("/curate?asOf=2011-05-01&knownAt=2011-04-10T00:00:00Z");
    await page.getByRole("heading", { name: "Sign in to change the graph" }).waitFor();
    await page.getByText("A token says who changes something: your name stands in the record").waitFor();
    await page.getByText("For whoever runs this server: Without a credential").waitFor();
    expect(asked).toEqual(["Curate"]);
    // What is believed now is changed, never what was believed once.
    expect(page.url()).toBe(`${app.url}/curate?asOf=2011-05-01`);
    expect(await page.getByRole("link", { name: "Record a membership" }).count()).toBe(0);
    await field(page, "Token").fill("not a token");
    await press(page, "Sign in");
    await page.getByText("This is no token: expected one such as cg_").waitFor();
    await field(page, "Token").fill(`cg_0000000000_${"0".repeat(64)}`);
    await press(page, "Sign in");
    await page
      .getByRole("alert")
      .getByText("This server does not know your token. Was all of it copied")
      .waitFor();
    await signIn(page, "reader");
    await page.getByText("who may read and not change the graph (role: reader)").waitFor();
    await press(page, "Sign out");
    await page.getByText("You are signed in").waitFor({ state: "detached" });
    expect(await page.evaluate("sessionStorage.getItem('token')")).toBeNull();
  });

  it("records a membership for an orphan from its row, ends and retracts it, and every view shows it", async () => {
    const practice = await orphan(0);
    const { page, asked, outside } = await visit("/curate");
    await signIn(page);
    await page.getByRole("link", { name: "Orphans" }).click();
    const table = (count: number) =>
      page
        .getByRole("table", { name: `Practices in no consortium, England, 1 April 2011: ${count}` })
        .waitFor();
    await table(896);
    await page.getByRole("button", { name: `suggestions for ${practice.name}` }).click();
    const way = page.getByRole("link", { name: /^Record a membership of/ }).first();
    const consortium = ((await way.textContent()) ?? "")
      .replace("Record a membership of ", "")
      .replace("…", "");
    asked.length = 0;
    await way.click();
    await page.getByRole("heading", { level: 1, name: "Record a membership" }).waitFor();
    expect(await field(page, "Member").inputValue()).toBe(`${practice.name} (${practice.code})`);
    expect(await field(page, "What it is a member of").inputValue()).toContain(consortium);
    await choose(page, /^Shadow/);
    await fillDay(page, "First day it holds", "2011-01-01");
    await fillDay(page, "Last day it holds", "2011-02-30");
    await fillChange(page, "Its neighbours took it in.");
    await press(page, "Record the membership");
    await outcome(page, "There is a problem");
    await page.getByRole("link", { name: "30 02 2011 is no day. Enter one such as 4 5 2011" }).click();
    const focused = "document.activeElement.id";
    expect(await page.evaluate(focused)).toBe("field-validTo");
    await fillDay(page, "Last day it holds", "2031-03-31");
    await press(page, "Record the membership");
    await page.getByRole("link", { name: /2031-03-31 lies after .* closed/ }).waitFor();
    await fillDay(page, "Last day it holds", "2013-03-31");
    await press(page, "Record the membership");
    await outcome(page, "Recorded");
    const recorded = await page.locator(".outcome").textContent();
    expect(recorded).toMatch(/Revision \d+ of the dataset, \d+ \w+ \d{4}, \d\d:\d\d UTC/);
    expect(recorded).toMatch(/Id of the fact: \S{10,}/);
    expect(recorded).toContain("synthetic");
    await soon(async () => asked).toEqual(["Curate", "RecordMembership", "RecordMembership", "Curate"]);
    expect(await page.evaluate("Object.keys(sessionStorage)")).toEqual(["token"]);
    await page.getByRole("link", { name: "Orphans" }).click();
    await table(895);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Record a membership" }).waitFor();
    await page.goto(`${app.url}/organisations/${practice.code}`);
    const history = page.getByRole("table", { name: /^Every fact about/ });
    const retract = history.getByRole("link", { name: "Retract…" }).first();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const { x, width: wide } = (await retract.boundingBox()) ?? { x: width, width };
      expect(x + wide).toBeLessThan(width - 16);
    }
    await history
      .getByRole("row", { name: /1 January 2011 31 March 2013/ })
      .getByRole("link", { name: "End…" })
      .click();
    await page.getByRole("table", { name: "The fact as it stands" }).waitFor();
    await fillDay(page, "Last day it held", "2011-12-31");
    await fillChange(page, "It left.");
    await press(page, "End the fact");
    await outcome(page, "Ended");
    expect(await page.locator(".outcome mark").allTextContents()).toContain("31 December 2011 (differs)");
    await page.locator(".outcome").getByRole("link", { name: practice.name }).first().click();
    await history.getByText("31 December 2011").first().waitFor();
    await history
      .getByRole("row", { name: "31 December 2011" })
      .getByRole("link", { name: "Retract…" })
      .click();
    await page.getByRole("table", { name: "The fact as it stands" }).waitFor();
    await fillChange(page, "It never was a member.");
    await press(page, "Retract the fact");
    await outcome(page, "Retracted");
    await page.getByRole("link", { name: "Orphans" }).click();
    await table(896);
    expect(outside).toEqual([]);
  });

  it("shows what somebody changed meanwhile beside what is typed, and records it on the new state when told to", async () => {
    const practice = await orphan(1);
    const { page } = await visit(outsideForm(practice));
    await signIn(page);
    await fillOutside(page, "It told us so.");
    await write(`mutation { recordMembership(input: {
      member: "${practice.code}", group: "${practice.pct.code}", status: PROPOSED, validFrom: "2011-02-01", validTo: "2011-03-01"
      source: { code: "A2" }, reason: "Somebody else knew better." }) { __typename ... on Refused { message } } }`);
    await press(page, "Record that it is outside");
    await outcome(page, "Somebody changed this meanwhile");
    const conflict = page.locator(".outcome");
    await conflict.getByText("by Jane, administrator (record): Somebody else knew better.").waitFor();
    expect(await conflict.getByRole("table").textContent()).toContain("membership, proposed");
    expect(await conflict.locator(".typed").textContent()).toContain("It told us so.");
    expect(await field(page, "Why you make this change").inputValue()).toBe("It told us so.");
    expect(await auditsOf("It told us so.")).toBe(0);
    await field(page, "Note (optional)").fill("Although somebody proposed it.");
    await conflict.getByRole("button", { name: /^Record anyway, on revision \d+$/ }).click();
    await outcome(page, "Recorded");
    expect(await conflict.textContent()).toContain("Although somebody proposed it.");
    expect(await auditsOf("It told us so.")).toBe(1);
  });

  it("records once where the answer is lost, and tells what was recorded where what is typed has changed since", async () => {
    const { page } = await visit(outsideForm(await orphan(2)));
    await signIn(page);
    await fillOutside(page, "It was lost once.");
    /** The API gets what is sent, and its answer never comes. */
    const loseAnswers = () =>
      page.route("**/graphql", async (route) => {
        if (!String(route.request().postDataJSON().operationName).startsWith("Record"))
          return route.fallback();
        await route.fetch();
        return route.abort();
      });
    await loseAnswers();
    await press(page, "Record that it is outside");
    await page.getByRole("alert").getByText("trying again records it once").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await press(page, "Try again");
    await outcome(page, "Recorded");
    expect(await page.locator(".outcome").textContent()).toContain("nothing was written twice");
    expect(await auditsOf("It was lost once.")).toBe(1);

    await page.goto(`${app.url}${outsideForm(await orphan(3))}`);
    await fillOutside(page, "It was lost, and changed.");
    await loseAnswers();
    await press(page, "Record that it is outside");
    await page.getByRole("alert").getByText("trying again records it once").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await field(page, "Note (optional)").fill("Added after the loss.");
    await press(page, "Record that it is outside");
    await outcome(page, "What you sent first was recorded");
    expect(await auditsOf("It was lost, and changed.")).toBe(1);
  });

  it("keeps what is typed over a reload, the slider, the back button, a failing API and a token that ends", async () => {
    const practice = await orphan(4);
    const { page } = await visit(outsideForm(practice));
    const token = await signIn(page);
    const note = () => field(page, "Note (optional)").inputValue();
    await field(page, "Note (optional)").fill("Kept all the way.");
    await page.getByRole("group", { name: "First day it holds" }).getByLabel("Day").fill("1");
    await page.reload();
    await page.getByText("What you typed earlier is still here.").waitFor();
    expect(await note()).toBe("Kept all the way.");
    await page.getByLabel("As of").fill("2012-05-01");
    await soon(async () => page.url()).toContain("asOf=2012-05-01");
    expect(await note()).toBe("Kept all the way.");
    await page.getByRole("link", { name: "Conflicts" }).click();
    await page.getByRole("heading", { level: 1, name: "Conflicts" }).waitFor();
    await page.goBack();
    await soon(note).toBe("Kept all the way.");
    await page.route("**/graphql", (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("The API cannot be reached").waitFor();
    await page.unroute("**/graphql");
    await press(page, "Try again");
    await soon(note).toBe("Kept all the way.");
    await fillOutside(page, "It lasted.");
    await app.revoke(token);
    await press(page, "Record that it is outside");
    await page.getByRole("alert").getByText("Your token was revoked").waitFor();
    await page.getByText("What you typed is kept in this tab").waitFor();
    await signIn(page);
    expect(await note()).toBe("Kept all the way.");
    await press(page, "Record that it is outside");
    await outcome(page, "Recorded");
    expect(await auditsOf("It lasted.")).toBe(1);
    await page.getByRole("link", { name: "Curate" }).click();
    await page.getByRole("heading", { name: "Record a fact" }).waitFor();
    expect(await page.getByRole("heading", { name: "Begun and not recorded" }).count()).toBe(0);
  });

  it("registers a consortium, delegates to it, supports it, and closes it with what was said of it", async () => {
    const { page } = await visit("/curate?do=register");
    await signIn(page);
    const done = async (button: string, title: string) => {
      await press(page, button);
      await outcome(page, title);
      return (await page.locator(".outcome").textContent()) ?? "";
    };
    await choose(page, "Consortium");
    await field(page, "Code").fill("fen-edge-test");
    await field(page, "Name").fill("Fen Edge, made up for a test");
    await field(page, "Number of practices as the source states it (optional)").fill("12");
    await fillChange(page, "To try the form.");
    expect(await done("Register the organisation", "Registered")).toContain("Fen Edge, made up for a test");

    await page.goto(`${app.url}/curate?do=delegation&delegator=5PP&recipient=fen-edge-test`);
    await field(page, "Financial year").fill("2011/12");
    await choose(page, /^Ready/);
    await field(page, "Amount in pounds (optional)").fill("£1,250,000");
    await field(page, "Share of the budget (optional)").fill("12.5%");
    await fillDay(page, "First day it holds", "2011-04-01");
    await fillDay(page, "Last day it holds", "2012-03-31");
    await choose(page, "A new source");
    for (const [label, text] of [
      ["Code of the new source", "TRY-1"],
      ["Title", "A try"],
      ["Who published it, or wrote it", "A test"],
      ["When it was published", "2011-05"],
    ] as const) {
      await field(page, label).fill(text);
    }
    await field(page, "Why you make this change").fill("To try the form.");
    const delegation = await done("Record the delegation", "Recorded");
    expect(delegation).toContain("delegation, ready");
    expect(delegation).toContain("£1.25m");
    expect(delegation).toContain("13%");

    await page.goto(`${app.url}/curate?do=support&provider=5PP&recipient=fen-edge-test`);
    await field(page, "What is given").fill("data analysis\nprescribing advice");
    await choose(page, /^Hosted/);
    await fillDay(page, "First day it holds", "2011-04-01");
    await fillDay(page, "Last day it holds", "2013-03-31");
    // The source that came with the change before is one of the graph's now.
    await choose(page, "A source that the graph holds");
    await field(page, "Source").selectOption("TRY-1");
    await field(page, "Why you make this change").fill("To try the form.");
    expect(await done("Record the support", "Recorded")).toContain(
      "support, hosted: data analysis, prescribing advice",
    );

    await page.goto(`${app.url}/curate?do=close&code=fen-edge-test`);
    await fillDay(page, "Its last day", "2011-12-31");
    await fillChange(page, "To try the form.");
    await press(page, "Close the organisation");
    await outcome(page, "There is a problem");
    expect(await page.locator(".outcome li").count()).toBe(2);
    await field(page, "End on that day what is believed of it beyond").check();
    expect(await done("Close the organisation", "Closed")).toContain("2 facts were ended with it");
  });

  it("is signed in, filled in and sent by keyboard alone", async () => {
    const practice = await orphan(5);
    const { page } = await visit("/curate?do=outside");
    const { keyboard } = page;
    const reach = async (id: string) => {
      for (let steps = 0; steps < 60; steps++) {
        if (await page.evaluate(`document.activeElement.id === ${JSON.stringify(id)}`)) return;
        await keyboard.press("Tab");
      }
      throw new Error(`Tab never reached ${id}`);
    };
    await field(page, "Token").waitFor();
    await reach("field-token");
    await keyboard.type(await tokenOf("curator"));
    await keyboard.press("Enter");
    await field(page, "Practice").waitFor();
    await reach("field-practice");
    await keyboard.type(practice.code);
    await page.getByRole("option").filter({ hasText: practice.code }).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await soon(() => field(page, "Practice").inputValue()).toBe(`${practice.name} (${practice.code})`);
    await keyboard.press("Tab");
    await keyboard.type(practice.pct.code);
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await reach("field-validFrom");
    for (const part of ["1", "1", "2011"]) {
      await keyboard.type(part);
      await keyboard.press("Tab");
    }
    for (const part of ["31", "3", "2013"]) {
      await keyboard.type(part);
      await keyboard.press("Tab");
    }
    await keyboard.press("ArrowDown");
    await reach("field-source.code");
    for (const text of ["KEYS-1", "A letter", "A practice", "2011-05"]) {
      await keyboard.type(text);
      await keyboard.press("Tab");
    }
    await reach("field-reason");
    await keyboard.type("By keyboard.");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await outcome(page, "Recorded");
    expect(await page.locator(".outcome").textContent()).toContain("A letter");
    expect(await page.evaluate("document.activeElement.className")).toContain("outcome");
  });

  for (const [index, [name, screen]] of screens.entries()) {
    it(`is accessible and fits on a screen of ${name}: signing in, choosing, mending, a conflict, and done`, async () => {
      const practice = await orphan(6 + index);
      const { page } = await visit("/curate", screen);
      const look = async (part: string) => {
        await takePicture(page, `curate-${part}-${name}`, { fullPage: true });
        await expectFits(page);
        await expectAccessible(page);
      };
      await page.getByRole("heading", { name: "Sign in to change the graph" }).waitFor();
      await look("sign-in");
      await signIn(page);
      await page.getByRole("heading", { name: "Record a fact" }).waitFor();
      await look("list");
      await page.goto(`${app.url}/curate?do=end&of=5PP`);
      await page.getByRole("table", { name: /^What the graph believes of Cambridgeshire PCT/ }).waitFor();
      await look("facts");
      await page.goto(`${app.url}${outsideForm(practice)}`);
      await choose(page, "A new source");
      await press(page, "Record that it is outside");
      await outcome(page, "There is a problem");
      await look("problems");
      await fillOutside(page, "It told us so.");
      await write(`mutation { recordMembership(input: {
        member: "${practice.code}", group: "${practice.pct.code}", status: PROPOSED, validFrom: "2011-02-01", validTo: "2011-03-01"
        source: { code: "A2" }, reason: "Somebody else knew better." }) { __typename ... on Refused { message } } }`);
      await press(page, "Record that it is outside");
      await outcome(page, "Somebody changed this meanwhile");
      await look("conflict");
      await page.getByRole("button", { name: /^Record anyway/ }).click();
      await outcome(page, "Recorded");
      await look("done");
    });
  }
});
