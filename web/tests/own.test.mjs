// A parent's own place on a small telephone: guides, asking for something, agreeing, saying how it was. With
// scripts and without, by keyboard alone, in Welsh, and written from right to left.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, fits, open, phone, signIn, sit, tablet } from "./harness.mjs";
import { reaches } from "./steps/own_place.mjs";

let browser;
before(async () => {
  browser = await open();
});
after(async () => {
  await browser.close();
});

const pages = [
  "/", "/my/guides", "/guides/goodbyes", "/guides/goodbyes?easy=yes", "/my/asking", "/my/messages/new?asks=gift",
  "/my/consents", "/my/consents/support", "/my/feedback", "/you-said",
];

for (const [name, options] of [
  ["on a telephone", { viewport: phone }],
  ["on a tablet", { viewport: tablet }],
  ["on a telephone without scripts", { viewport: phone, javaScriptEnabled: false }],
]) {
  test(`a parent reads guides, asks, agrees and answers ${name}`, async () => {
    const page = await sit(browser, options);
    await signIn(page, "resident");
    for (const path of pages) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      await page.getByRole("link", { name: "Exit this page" }).first().waitFor();
      if (options.javaScriptEnabled !== false) {
        await accessible(page);
      }
      await fits(page);
    }
    await page.context().close();
  });
}

test("a parent's first page is under 100 KB with all it needs", async () => {
  const page = await sit(browser, { viewport: phone });
  await signIn(page, "resident");
  await page.goto("/", { waitUntil: "load" });
  const sent = await page.evaluate(() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
    .map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize })));
  assert.ok(sent.some(({ name, size }) => name.endsWith(".css") && size > 0), JSON.stringify(sent));
  const all = sent.reduce((sum, { size }) => sum + size, 0);
  assert.ok(all < 100_000, `${all} bytes: ${JSON.stringify(sent)}`);
  await page.context().close();
});

test("a parent asks for a gift by keyboard alone", async () => {
  const page = await sit(browser, { viewport: phone });
  await signIn(page, "visiting");
  await page.goto("/my/messages/new?asks=gift");
  await reaches(page, page.getByLabel("Your message", { exact: true }));
  await page.keyboard.type("A wooden boat for his birthday.");
  await reaches(page, page.getByRole("button", { name: "Send", exact: true }));
  await page.keyboard.press("Enter");
  await page.getByText("A gift: you have asked, and we have not answered yet").waitFor();
  await page.context().close();
});

test("whoever reads Welsh chooses it at the foot of a page, and it stays for their visit", async () => {
  const page = await sit(browser, { viewport: phone });
  await page.goto("/guides");
  await page.getByRole("button", { name: "Cymraeg" }).click();
  await page.getByRole("heading", { name: "Canllawiau" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "cy");
  await page.goto("/sign-in");
  assert.equal(await page.locator("html").getAttribute("lang"), "cy");
  await accessible(page);
  await page.context().close();
});

test("pages hold when a language is written from right to left", async () => {
  const page = await sit(browser, { viewport: phone });
  await page.context().addCookies([{ name: "language", value: "ar-XB", url: new URL("/", process.env.ALONGSIDE_AT ?? "http://127.0.0.1:8080").href }]);
  for (const path of ["/", "/guides", "/guides/goodbyes", "/sign-in", "/enquire", "/first-call", "/you-said"]) {
    await page.goto(path);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl", path);
    await fits(page);
    await accessible(page);
  }
  await page.context().close();
});
