import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { explorer } from "./explorer.ts";

describe.skipIf(!hasBrowser())("curating where reading is closed", () => {
  const { visit, tokenOf } = explorer({ REQUIRE_AUTH: "read" });

  it("says that nobody is answered without a token, and opens every view to whoever signs in", async () => {
    const { page, asked } = await visit("/curate");
    await page.getByRole("alert").getByText("Only people with a token may look at this server.").waitFor();
    await page.getByLabel("Token", { exact: true }).fill(await tokenOf("curator"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Record a fact" }).waitFor();
    expect(asked).toEqual(["Curate", "Curate"]);
    await page.getByRole("link", { name: "Conflicts" }).click();
    await page.getByText(/^73 conflicts, England/).waitFor();
    await page.reload();
    await page.getByText(/^73 conflicts, England/).waitFor();
    await page.getByRole("link", { name: "End…" }).first().waitFor();
  });
});

describe.skipIf(!hasBrowser())("curating where writing is switched off", () => {
  const { visit, tokenOf } = explorer({ AUTH_TOKENS: "off" });

  it("says that writing is off and by which settings, also to whoever brings a token", async () => {
    const { page } = await visit("/curate?do=membership");
    const switchedOff = page.getByText("AUTH_TOKENS is off, and AUTH_JWKS_URL is not set.");
    await switchedOff.waitFor();
    await page.getByLabel("Token", { exact: true }).fill(await tokenOf("curator"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page
      .getByRole("alert")
      .getByText(
        "For whoever runs this server: This server accepts no tokens of its own: AUTH_TOKENS is off.",
      )
      .waitFor();
    await switchedOff.waitFor();
    expect(await page.getByRole("button", { name: "Record the membership" }).count()).toBe(0);
  });
});
