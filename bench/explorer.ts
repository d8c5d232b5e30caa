import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { launch } from "../test/e2e/browser.ts";
import { machine } from "./machine.ts";

/** How fast the explorer is in a browser: `npm run bench:explorer`, or with the address of a server that runs. */
const [, , given] = process.argv;
const visits = 7;

interface Served {
  readonly url: string;
  readonly stop: () => void;
}

/** The built product on a demonstration graph of its own. */
function served(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "explorer-"));
  const env = { ...process.env, PORT: "0", GRAPH_FILE: join(folder, "graph.grafeo"), LOG_LEVEL: "info" };
  const child = spawn(process.execPath, ["dist/cli/main.js", "serve"], { env });
  const stop = () => {
    child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    child.kill();
  };
  return new Promise((resolve, reject) => {
    let log = "";
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${log}`)));
    child.stdout.on("data", (chunk) => {
      log += chunk;
      const [, url] = /is ready: (http:\S+?)\/? /.exec(log) ?? [];
      if (url) resolve({ url, stop });
    });
  });
}

/** Milliseconds: the middle of them, and the longest. */
function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN);
  return `${at(0.5)} ms in the middle, ${at(1)} at most, of ${sorted.length}`;
}

/** Compressed, all that the first page loads before it shows the map. */
function scriptSize(): string {
  const page = readFileSync("dist/web/index.html", "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
  const bytes = scripts.map((path) => gzipSync(readFileSync(`dist/web/${path}`)).length);
  return `${(bytes.reduce((sum, size) => sum + size, 0) / 1_000).toFixed(0)} KB`;
}

const pageOf = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();

/** From the first request, nothing cached, until the map stands and can be used. */
async function usable(browser: Browser, url: string): Promise<number> {
  const page = await pageOf(browser);
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (document.querySelectorAll(".hex-tile").length < 151) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now(); }));
  }).observe(document, { subtree: true, childList: true })`);
  await page.goto(url);
  await page.locator(".hex-tile").nth(150).waitFor();
  await page.waitForTimeout(200);
  const after = (await page.evaluate("window.usableAfter")) as number;
  await page.context().close();
  return after;
}

const repaints = async (page: Page): Promise<readonly number[]> =>
  (await page.evaluate(
    "performance.getEntriesByName('england-repaint').map(({ duration }) => duration)",
  )) as number[];

/** Moves by the keyboard once the months are at hand, then to days that nobody asked for before. */
async function moves(browser: Browser, url: string) {
  const page = await pageOf(browser);
  await page.goto(`${url}/?asOf=2011-01-01`);
  await page.locator(".hex-tile").first().waitFor();
  await page.getByRole("slider").focus();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(3_000);
  for (let month = 0; month < 12; month += 1) {
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(600);
  }
  const atHand = await repaints(page);
  for (let day = 10; day < 22; day += 1) {
    await page.getByLabel("As of").fill(`2011-02-${day}`);
    await page.waitForTimeout(1_500);
  }
  const asked = (await repaints(page)).slice(atHand.length);
  await page.context().close();
  return { atHand, asked };
}

/** The longest time for which a drag of the slider across twelve months held the page. */
async function drag(browser: Browser, url: string): Promise<string> {
  const page = await pageOf(browser);
  await page.goto(`${url}/?asOf=2011-01-01`);
  await page.locator(".hex-tile").first().waitFor();
  await page.locator(".date-slider").hover();
  await page.waitForLoadState("networkidle");
  await page.evaluate(`window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: "longtask" })`);
  const box = await page.getByRole("slider").boundingBox();
  if (!box) throw new Error("The slider is not on the page.");
  const at = (month: number) => box.x + 8 + ((box.width - 16) * month) / 47;
  await page.mouse.move(at(12), box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 0; step <= 48; step += 1) await page.mouse.move(at(12 + step / 4), box.y + box.height / 2);
  await page.mouse.up();
  await page.waitForTimeout(2_000);
  const tasks = (await page.evaluate("window.longTasks")) as number[];
  await page.context().close();
  return tasks.length === 0
    ? "none over 50 ms"
    : `${Math.round(Math.max(...tasks))} ms at most, of ${tasks.length} over 50 ms`;
}

const scroll = `new Promise((done) => {
  const list = document.querySelector("section.data-table");
  const frames = [];
  let last;
  const step = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    list.scrollTop += list.clientHeight / 4;
    if (frames.length < 300) requestAnimationFrame(step);
    else done(frames);
  };
  requestAnimationFrame(step);
})`;

/** More than 8,000 rows, scrolled by a quarter of a screen a frame, once they have come. */
async function rows(browser: Browser, url: string) {
  const page = await pageOf(browser);
  await page.goto(`${url}/find?kind=practices&asOf=2011-04-01`);
  const table = page.locator("section.data-table");
  await table.waitFor();
  const count = Number(await page.getByRole("table").getAttribute("aria-rowcount"));
  const last = page.locator(`tr[aria-rowindex="${count}"] a`).first();
  // The list grows while its rows come.
  for (let presses = 0; presses < 200 && !(await last.isVisible()); presses++) {
    await table.focus();
    await page.keyboard.press("End");
    await page.waitForTimeout(500);
  }
  await page.keyboard.press("Home");
  await page.waitForTimeout(1_000);
  const frames = (await page.evaluate(scroll)) as number[];
  await page.context().close();
  const middle = [...frames].sort((a, b) => a - b)[Math.floor(frames.length / 2)] ?? Number.NaN;
  return { count: count - 1, frames, perSecond: Math.round(1_000 / middle) };
}

const server: Served = given ? { url: given, stop: () => undefined } : await served();
const browser = await launch();
try {
  console.info(machine());
  console.info(`script for the map, compressed: ${scriptSize()}`);
  await usable(browser, server.url);
  const cold: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) cold.push(await usable(browser, server.url));
  console.info(`usable from cold, with the map: ${spread(cold)}`);
  const { atHand, asked } = await moves(browser, server.url);
  console.info(`a month at hand, repainted: ${spread(atHand)}`);
  console.info(`a day not at hand, repainted: ${spread(asked)}`);
  console.info(`a drag across twelve months: ${await drag(browser, server.url)}`);
  const { count, frames, perSecond } = await rows(browser, server.url);
  console.info(`${count} rows: ${perSecond} frames a second, frames of ${spread(frames)}`);
} finally {
  await browser.close();
  server.stop();
}
