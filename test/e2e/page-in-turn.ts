import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** On what a page is looked at. */
export type Screen = Pick<BrowserContextOptions, "viewport" | "colorScheme">;

/** A page for tests to use one after the other, as a new one costs a second of processor. It never tells them apart. */
export class PageInTurn {
  readonly #browser: Browser;
  /** Where nothing goes on, at the origin of what is visited: another one would be another process. */
  readonly #restingPlace: string;
  #page: Page | undefined;
  #isFree = false;

  constructor(browser: Browser, restingPlace: string) {
    this.#browser = browser;
    this.#restingPlace = restingPlace;
  }

  /** The page, or one more for a test that already has it. */
  async take({ viewport, colorScheme }: Screen): Promise<Page> {
    if (!this.#isFree || !this.#page) this.#page = await this.#newPage();
    this.#isFree = false;
    await this.#page.setViewportSize(viewport ?? { width: 1440, height: 900 });
    await this.#page.emulateMedia({ media: null, colorScheme: colorScheme ?? "light" });
    return this.#page;
  }

  /** Ends what goes on in each page, and leaves one as if it were new. After a failure none is. */
  async giveBack(hasFailed: boolean): Promise<void> {
    if (this.#isFree || !this.#page) return;
    this.#isFree = !hasFailed && (await cleared(this.#page, this.#restingPlace));
    const kept = this.#isFree ? this.#page.context() : undefined;
    const others = this.#browser.contexts().filter((context) => context !== kept);
    await Promise.all(others.map((context) => context.close()));
  }

  async close(): Promise<void> {
    this.#isFree = false;
    await this.#page?.context().close();
  }

  async #newPage(): Promise<Page> {
    const context = await this.#browser.newContext();
    // As long as a test may take: on a busy machine a page waits for its turn.
    context.setDefaultTimeout(100_000);
    return context.newPage();
  }
}

/** Whether a page could be cleared of all that a test left on it; some may end while the page goes elsewhere. */
async function cleared(page: Page, restingPlace: string): Promise<boolean> {
  for (const event of ["console", "dialog", "pageerror", "request", "response"]) {
    page.removeAllListeners(event);
  }
  try {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.goto(restingPlace);
    await page.evaluate("sessionStorage.clear(); localStorage.clear()");
    await page.context().clearCookies();
    // Where a new page's pointer is: over nothing.
    await page.mouse.move(-1, -1);
    return true;
  } catch {
    return false;
  }
}
