import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's Chromium; another one by CHROMIUM_PATH. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Whether there is a browser to test in; without one CI fails and any other run says so. */
export function hasBrowser(): boolean {
  if (existsSync(chromiumPath)) return true;
  if (process.env.CI === "true") throw new Error(`CI needs a browser: there is none at ${chromiumPath}.`);
  console.warn(`*** NO BROWSER at ${chromiumPath}: what people look at is not tested ***`);
  return false;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Cut off by the browser itself: where Playwright decides on each request, nothing is cached, scripts neither.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/** What a page tried to reach beyond this machine, from which launch() cuts it off, and what went wrong on it. */
export function watch(page: Page): { readonly outside: string[]; readonly faults: string[] } {
  const outside: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (hostname !== "127.0.0.1" && !/^(data|blob):$/.test(protocol)) outside.push(request.url());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  return { outside, faults };
}
