import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { build, type Plugin } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { hasBrowser, launch, watch } from "../e2e/browser.ts";
import { demonstrationSettings } from "../server/serving.ts";
import { bin, folder } from "./installed.ts";

/** Other people's clients, each with its default settings, in a real browser: does what arrives say what the server said? */

const run = promisify(execFile);
const minutes = 60_000;
const own = createRequire(new URL("package.json", import.meta.url));

/** What users of Relay have as a plugin of their bundler: its compiler's output in the place of what it compiled. */
const relay: Plugin = {
  name: "relay",
  enforce: "pre",
  async transform(code, id) {
    if (!id.endsWith("relay.jsx")) return null;
    const { transformAsync } = own("@babel/core");
    const options = { artifactDirectory: `${folder}generated/relay`, eagerEsModules: true };
    return transformAsync(code, {
      filename: id,
      plugins: [[own.resolve("babel-plugin-relay"), options]],
      parserOpts: { plugins: ["jsx"] },
      configFile: false,
    });
  },
};

/** A page's program as one script. */
async function scriptOf(page: string): Promise<string> {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    plugins: [relay],
    define: { "process.env.NODE_ENV": '"development"', "globalThis.__DEV__": "true" },
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: `${folder}pages/${page}.jsx`, output: { format: "iife" } },
    },
  });
  const [{ output } = { output: [] }] = [built].flat() as { output: { type: string; code?: string }[] }[];
  const chunk = output.find(({ type }) => type === "chunk");
  if (!chunk?.code) throw new Error(`${page} was not built`);
  return chunk.code;
}

describe.skipIf(!hasBrowser())("A client with its default settings", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(`${folder}generated/relay`, { recursive: true });
    await run(bin("relay-compiler"), ["relay.config.json"], { cwd: folder });
    [server, browser] = await Promise.all([startServer(demonstrationSettings(), application), launch()]);
  }, 10 * minutes);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function open(client: string): Promise<{ page: Page; faults: string[] }> {
    const script = await scriptOf(client);
    const page = await browser.newPage();
    const { faults } = watch(page);
    page.on("console", (message) => {
      if (message.type() === "warning") faults.push(message.text());
    });
    const body = `<!doctype html><title>${client}</title><body></body><script>${script.replaceAll("</script", "<\\/script")}</script>`;
    await page.route(`${server.url}/client`, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(`${server.url}/client`);
    return { page, faults };
  }

  test.each(["apollo", "urql", "relay"])(
    "%s shows each day as it was, at every step",
    async (client) => {
      const { page, faults } = await open(client);
      const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
      const text = (id: string) => page.locator(`#${id}`).textContent();
      const reads = (id: string) => expect.poll(() => text(id), { timeout: 30_000 });
      const bothDays = async () => {
        await reads("before").toBe("2010-07-01 NOT_REPORTED");
        await reads("after").toBe("2011-04-01 DELEGATED_OR_READY");
        await reads("early").toBe("2011-04-10T00:00:00.000Z OUTSIDE");
        await reads("now").toBe("latest MEMBER");
      };
      await bothDays();
      await reads("day").toBe("2011-04-01 DELEGATED_OR_READY");
      for (const day of [
        "2010-07-01 NOT_REPORTED",
        "2011-04-01 DELEGATED_OR_READY",
        "2010-07-01 NOT_REPORTED",
      ]) {
        await press("the other day");
        await reads("day").toBe(day);
        await bothDays();
      }
      await reads("count").toBe("5");
      await press("more");
      await reads("count").toBe("10");
      const codes = (await text("codes"))?.split(" ") ?? [];
      expect(new Set(codes).size).toBe(10);
      expect(codes).toEqual(codes.toSorted());
      await reads("days").toBe("2010-07-01");
      await press("again");
      await reads("count").toBe("5");
      await reads("days").toBe("2010-07-01");
      if (client === "relay") for (const day of ["before", "after"]) await press(`${day} again`);
      await bothDays();
      expect(faults).toEqual([]);
      await page.close();
    },
    3 * minutes,
  );
});
