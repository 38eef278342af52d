// Making the paper that leaves the centre: drafted, read, signed, downloaded, logged.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { follow, goTo, press, write } from "./page.mjs";


// Drafts and signs. Answers where the report is.
export async function report(page, family, { kind, answers }) {
  await goTo(page, `${family}/reports`);
  await press(page, "Draft a report or letter");
  await write(page, "Whom is it for?", "The Family Court at Brackenford");
  await write(page, "What is it prepared for?", "The next hearing");
  await press(page, "Make the draft", { state: `draft ${kind}` });
  const path = new URL(page.url()).pathname;
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), new RegExp(`^${kind}`));
  if (answers) {
    await press(page, "Change the draft");
    for (const [question, words] of Object.entries(answers)) await write(page, question, words);
    await press(page, "Save the draft", { state: "answered" });
  }
  const open = page.getByLabel("Let the open questions stand as “Not answered”", { exact: true });
  if (await open.count()) await open.check();
  await press(page, "Sign it", { state: `signed ${kind}` });
  await page.getByText("The report is signed").waitFor();
  return path;
}

// The file itself, as it is downloaded.
export async function file(page, path) {
  await goTo(page, path, "signed");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the PDF", exact: true }).click(),
  ]);
  const kept = await download.path();
  assert.equal(readFileSync(kept).subarray(0, 4).toString(), "%PDF");
  if (spawnSync("pdftotext", ["-v"]).error) return "";
  return execFileSync("pdftotext", ["-layout", kept, "-"]).toString();
}

export async function logCopy(page, path) {
  await goTo(page, path, "signed");
  await write(page, "Who received it?", "The Family Court at Brackenford");
  await write(page, "In what capacity?", "The court");
  await write(page, "How was it sent?", "Secure e-mail");
  await press(page, "Log the copy", { state: "logged" });
  await page.getByText("The copy is logged").waitFor();
}

export async function timeline(page, family) {
  await goTo(page, family);
  await follow(page, "Timeline");
  return page.getByRole("main").innerText();
}
