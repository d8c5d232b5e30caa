import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings } from "../server/serving.ts";
import { hasBrowser, launch, watch } from "./browser.ts";
import { takePicture } from "./explorer.ts";

describe.skipIf(!hasBrowser())("GraphiQL in a browser that is cut off from the internet", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(demonstrationSettings(), application), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("opens with an example for each kind of user, and answers the first", async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { outside, faults } = watch(page);
    await page.goto(`${server.url}/graphiql/`);
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
