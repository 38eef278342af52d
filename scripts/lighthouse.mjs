// The pages that scripts/lighthouse.sh measures: makes what they need, measures each, and prints a line for it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { at, open, opensChats, signIn, sit } from "../web/tests/harness.mjs";

const [lighthouse, folder] = process.argv.slice(2);
const runs = Number(process.env.RUNS ?? 1);
const least = 95;
const categories = ["performance", "accessibility", "best-practices"];

// The chat is open and somebody sits at it.
await opensChats();

const browser = await open();
const visitor = await sit(browser);
await visitor.goto("/chat");
await visitor.getByRole("button", { name: "Begin" }).waitFor();
const parent = await sit(browser);
await signIn(parent, "resident");
await parent.goto("/my/messages/new");
await parent.getByLabel("What is it about?").fill("Saturday");
await parent.getByLabel("Your message").fill("May we bring the blue blanket?\n\nIt helps when we say goodbye.");
await parent.getByRole("button", { name: "Send" }).click();
await parent.waitForURL(/\/my\/messages\/[0-9a-f-]{36}/);
const thread = new URL(parent.url()).pathname;
const cookie = (await parent.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
await browser.close();

mkdirSync(folder, { recursive: true });
function measured(path, name, asParent) {
  const report = `${folder}/${name}.json`;
  execFileSync(lighthouse, [at + path, "--quiet", "--no-enable-error-reporting",
    `--only-categories=${categories}`, "--output=json", `--output-path=${report}`,
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic",
    ...(asParent ? [`--extra-headers=${JSON.stringify({ cookie })}`] : [])],
  { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" } });
  const found = JSON.parse(readFileSync(report, "utf8"));
  assert.equal(found.runtimeError, undefined, path);
  assert.equal(found.finalDisplayedUrl, at + path);
  return categories.map((one) => Math.round(found.categories[one].score * 100));
}

const middle = (figures) => figures.sort((a, b) => a - b)[Math.floor((figures.length - 1) / 2)];
let low = false;
console.log(["page".padEnd(20), ...categories].join("  "));
for (const [what, path, asParent = true] of [
  ["a parent's own page", "/"],
  ["messages", "/my/messages"],
  ["one thread", thread],
  ["a guide", "/guides/first-visit-in-pictures"],
  ["the public chat", "/chat", false],
]) {
  const each = [];
  for (let run = 1; run <= runs; run += 1) {
    each.push(measured(path, `${what.replace(/[^a-z]+/g, "-")}-${run}`, asParent));
  }
  const figures = categories.map((_, index) => middle(each.map((one) => one[index])));
  low ||= figures.some((figure) => figure < least);
  const columns = figures.map((figure, index) => String(figure).padStart(categories[index].length));
  console.log([what.padEnd(20), ...columns].join("  "));
}
if (low) {
  console.log(`below ${least}`);
  process.exitCode = 1;
}
