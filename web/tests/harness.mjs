// A real browser on the running program: signing in, moving about, and the accessibility check that
// every page on the way must pass.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Who can sign in, with a token of each for what no page does: moving the clock.
export const cast = process.env.ALONGSIDE_TOKENS ? JSON.parse(readFileSync(process.env.ALONGSIDE_TOKENS, "utf8")) : {};

export const at = process.env.ALONGSIDE_AT ?? "http://127.0.0.1:8080";
export const password = "harbour-lantern-26";
export const tablet = { width: 820, height: 1180 };
export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

export async function open() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// The page as its holder sees it. `bypassCSP` lets the check's own script in; the pages' policy is
// tested where it is set.
export async function sit(browser, { viewport = tablet, javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ baseURL: at, viewport, javaScriptEnabled, bypassCSP: true, locale: "en-GB" });
  const page = await context.newPage();
  page.runsScripts = javaScriptEnabled;
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => { throw error; });
  return page;
}

export async function signIn(page, who) {
  await page.goto("/sign-in");
  await page.getByLabel("Your sign-in name").fill(who);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

// No violation of WCAG 2.2 A or AA on the page as it stands.
export async function accessible(page) {
  // A page is judged with its styles and scripts, however slowly they come.
  await page.waitForLoadState("load");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  }));
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], `${page.url()} has violations`);
}

// A page may be wide inside a table's own scroller, never as a whole.
export async function fits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${page.url()} is ${over}px too wide`);
}

export async function api(who, tokens, method, path, body) {
  const answer = await fetch(`${at}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...(who ? { authorization: `Bearer ${tokens[who].token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

// Chats are open at every hour, and somebody is there for them.
export async function opensChats() {
  const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const days = weekdays.map((weekday) => ({ weekday, opens: "00:00", closes: "23:59" }));
  assert.equal((await api("priya", cast, "PUT", "/chat-hours", { days })).status, 200);
  assert.equal((await api("priya", cast, "PUT", "/chat-desk", { here: true })).status, 200);
}

// Moves the clock of the demonstration: to a moment, or to a time of day where the centre is.
export async function clock(now) {
  const { status, body } = await api("priya", cast, "POST", "/demo/clock", { now: now.length > 16 ? now : `${now}:00Z` });
  assert.equal(status, 200, JSON.stringify(body));
}

// What is at an address, as another program reads it.
export async function see(who, path) {
  const { status, body } = await api(who, cast, "GET", path);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
