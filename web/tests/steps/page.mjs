// Going about the pages as a person does: by what stands on buttons, links and labels.
import assert from "node:assert/strict";
import { join } from "node:path";
import { accessible, fits, phone, tablet } from "../harness.mjs";

const seen = new Set();

// The kind of a page: its address without whose it is and on which day.
function shape(page) {
  const { pathname } = new URL(page.url());
  return pathname.split("/").map((part) => (/\d/.test(part) ? "…" : part)).join("/");
}

// What a page must be, looked at once for each kind of page: no violation, and nothing beside the edge of
// a tablet or a phone. `state` tells apart what the same address shows at different times.
// Without scripts the check itself cannot run; what it would find is found on the same page with them.
export async function look(page, state = "") {
  if (!page.runsScripts) return;
  const kind = `${shape(page)} ${state}`.trim();
  if (seen.has(kind)) return;
  seen.add(kind);
  await accessible(page);
  await fits(page);
  await picture(page, kind, "tablet");
  await page.setViewportSize(phone);
  await fits(page);
  await picture(page, kind, "phone");
  await page.setViewportSize(tablet);
}

// With ALONGSIDE_PICTURES naming a folder, every kind of page is kept there to be looked at.
async function picture(page, kind, width) {
  if (!process.env.ALONGSIDE_PICTURES) return;
  const name = `${kind.replace(/[^\w…]+/g, "-").replaceAll("…", "x")}-${width}.png`;
  await page.screenshot({ path: join(process.env.ALONGSIDE_PICTURES, name), fullPage: true });
}

// Does what leads to another page, and waits until that page is there.
export async function leads(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}

// The words of the error summary, or nothing.
export async function problem(page) {
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  return (await summary.count()) ? summary.innerText() : "";
}

async function arrived(page, state) {
  const wrong = await problem(page);
  assert.equal(wrong, "", `${page.url()} refused: ${wrong}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await look(page, state);
}

export async function goTo(page, path, state) {
  const answer = await page.goto(path);
  assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
  await arrived(page, state);
}

export async function press(page, words, { within = page, state } = {}) {
  await leads(page, () => within.getByRole("button", { name: words, exact: typeof words === "string" }).first().click());
  await arrived(page, state);
}

export async function follow(page, words, { within = page, state } = {}) {
  await leads(page, () => within.getByRole("link", { name: words, exact: typeof words === "string" }).first().click());
  await arrived(page, state);
}

export async function heading(page) {
  return page.getByRole("heading", { level: 1 }).innerText();
}

// Answering. `nth` is which of several questions with the same words, from 0.
export async function write(page, label, words, nth = 0) {
  if (words === undefined || words === null) return;
  await page.getByLabel(label, { exact: true }).nth(nth).fill(String(words));
}

export async function pick(page, label, words, nth = 0) {
  await page.getByLabel(label, { exact: true }).nth(nth).selectOption({ label: words });
}

function group(page, legend, nth) {
  return page.getByRole("group", { name: legend, exact: true }).nth(nth);
}

export async function choose(page, legend, words, nth = 0) {
  if (words === undefined || words === null) return;
  await group(page, legend, nth).getByLabel(words, { exact: true }).check();
}

export async function tick(page, legend, all, nth = 0) {
  const boxes = group(page, legend, nth).getByRole("checkbox");
  for (const box of await boxes.all()) await box.uncheck();
  for (const words of all) await group(page, legend, nth).getByLabel(words, { exact: true }).check();
}

// `day` as 2026-11-21; `time`, where it is asked, as 14:30.
export async function date(page, legend, day, { time, nth = 0 } = {}) {
  if (!day) return;
  const [year, month, date] = day.split("-").map(Number);
  const boxes = group(page, legend, nth);
  await boxes.getByLabel("Day", { exact: true }).fill(String(date));
  await boxes.getByLabel("Month", { exact: true }).fill(String(month));
  await boxes.getByLabel("Year", { exact: true }).fill(String(year));
  if (time) await boxes.getByLabel("Time", { exact: true }).fill(time);
}
