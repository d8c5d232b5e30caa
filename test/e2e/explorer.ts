import { readFileSync, writeFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { application } from "../../src/cli/application.ts";
import type { Role } from "../../src/model/caller.ts";
import { toInstant } from "../../src/model/dates.ts";
import { createAccessToken, endAccessToken } from "../../src/server/identity/access-tokens.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings } from "../server/serving.ts";
import { launch, watch } from "./browser.ts";
import { PageInTurn, type Screen } from "./page-in-turn.ts";

/** A picture to be looked at, where PICTURES is set; not checked in. */
export async function takePicture(page: Page, name: string, options: { fullPage?: boolean } = {}) {
  if (process.env.PICTURES) await page.screenshot({ path: `coverage/pictures/${name}.png`, ...options });
}

/** A page of the explorer under test, and what it did. */
export interface Visit {
  readonly page: Page;
  /** Names of the GraphQL operations that it asked, in order. */
  readonly asked: string[];
  readonly outside: string[];
  readonly faults: string[];
}

export interface Explorer {
  readonly url: string;
  /** Opens an address of the explorer in a page that keeps nothing of another test. */
  visit(path: string, screen?: Screen): Promise<Visit>;
  /** A bearer token, as `commissioning token create` makes it. */
  tokenOf(role: Role): Promise<string>;
  /** Ends a token, as `commissioning token revoke` does. */
  revoke(token: string): Promise<void>;
}

/** What the suites of a worker share, as to start it takes as long as many tests. It ends with the worker. */
const ofThisWorker: { browser?: Promise<Browser>; server?: Promise<RunningServer> } = {};

function sharedBrowser(): Promise<Browser> {
  ofThisWorker.browser ??= launch();
  return ofThisWorker.browser;
}

function sharedServer(): Promise<RunningServer> {
  ofThisWorker.server ??= startServer(demonstrationSettings(), application);
  return ofThisWorker.server;
}

/**
 * Serves the demonstration graph and the explorer (as built) to a browser, for all tests of a file.
 *
 * @param env settings of a server of the file's own; without, it is one that other files read, and nobody writes to
 */
export function explorer(env?: Record<string, string>): Explorer {
  let server: RunningServer | undefined;
  let pages: PageInTurn | undefined;
  beforeAll(async () => {
    const starting = env ? startServer(demonstrationSettings(env), application) : sharedServer();
    const [running, browser] = await Promise.all([starting, sharedBrowser()]);
    server = running;
    pages = new PageInTurn(browser, `${running.url}/livez`);
  });
  afterEach(({ task }) => pages?.giveBack(task.result?.state === "fail"));
  afterAll(async () => {
    await pages?.close();
    if (env) await server?.stop();
  });
  /** The graph to write tokens in. */
  const ownGraph = () => {
    if (!server || !env) throw new Error("Tokens are for tests with a server of their own: explorer({})");
    return server.graph;
  };
  return {
    get url() {
      return server?.url ?? "";
    },
    async tokenOf(role) {
      const expiresAt = toInstant(new Date(Date.now() + 3_600_000));
      const wanted = { name: `Jane, ${role}`, role, createdBy: "sam", expiresAt };
      return (await createAccessToken(ownGraph(), wanted)).text;
    },
    async revoke(token) {
      await endAccessToken(ownGraph(), token.split("_")[1] ?? "", "sam");
    },
    async visit(path, screen = {}) {
      if (!pages || !server) throw new Error("visit() is for tests, not for their set-up");
      const page = await pages.take(screen);
      const { outside, faults } = watch(page);
      const asked: string[] = [];
      page.on("request", (request) => {
        if (new URL(request.url()).pathname === "/graphql") asked.push(request.postDataJSON().operationName);
      });
      await page.goto(`${server.url}${path}`);
      return { page, asked, outside, faults };
    },
  };
}

/** Fails where axe finds something serious on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Every rule is run, in the page itself, as it has no frames; of what passes, axe describes one example only.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3)}`);
  expect(found).toEqual([]);
}

/** Lets the API's answers wait until they are let go, however long a page takes to say that it waits. */
export async function holdAnswers(page: Page): Promise<() => void> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/graphql", async (route) => {
    await isLetGo;
    await route.fallback();
  });
  return letGo;
}

/** Scrolls a long list by keyboard until its last row is in sight, as a person would: again while it is still being drawn. */
export async function scrollToEnd(page: Page, lastRow: Locator): Promise<void> {
  const list = page.locator("section.data-table").first();
  const pressEnd = async () => {
    await list.focus();
    await page.keyboard.press("End");
    return lastRow.isVisible();
  };
  await expect.poll(pressEnd, { timeout: 100_000, interval: 500 }).toBe(true);
  const scrolled = await page.evaluate('document.querySelector("section.data-table").scrollTop');
  expect(scrolled).toBeGreaterThan(100_000);
}

/** What a person on a phone, or in the dark, sees. */
export const screens: readonly (readonly [string, Screen])[] = [
  ["1440-light", { viewport: { width: 1440, height: 1000 }, colorScheme: "light" }],
  ["1440-dark", { viewport: { width: 1440, height: 1000 }, colorScheme: "dark" }],
  ["360-light", { viewport: { width: 360, height: 740 }, colorScheme: "light" }],
  ["360-dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
];

/** Saves a picture of the page by a button of this name. */
export async function savedPicture(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const picture = readFileSync(await download.path());
  if (process.env.PICTURES) writeFileSync(`coverage/pictures/${download.suggestedFilename()}`, picture);
  return picture;
}

/** Nothing sticks out of the page sideways. */
export async function expectFits(page: Page): Promise<void> {
  const [needed, given] = (await page.evaluate(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  )) as [number, number];
  expect(needed).toBeLessThanOrEqual(given);
}
