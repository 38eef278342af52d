// Writing the plan, putting it in force, reading it as each side does, and recording that they agree.
import assert from "node:assert/strict";
import { choose, date, follow, goTo, pick, press, tick, write } from "./page.mjs";
import * as words from "./words.mjs";

export async function writePlan(page, family, { referral, next }, { reviewOn, length }) {
  await goTo(page, `${family}/plans`);
  await press(page, /^Write /);
  await choose(page, "Level of supervision", words.level[next.level]);
  await pick(page, "Kind of contact", words.kind[next.kind]);
  await write(page, "How often?", "Every other Saturday");
  await write(page, "How many minutes is a visit?", length);
  const supervised = (referral.orders ?? []).some((order) => order.says_supervised);
  await choose(page, "Does a court order say that contact is supervised?", words.yes(supervised));
  await choose(page, "Who comes first?", "Visiting party arrives first");
  await write(page, "Minutes between the two arrivals", 15);
  await write(page, "Minutes between the two leaving", next.level === "high-vigilance" ? 30 : 10);
  await pick(page, "Door of the resident side", "Church Lane door");
  await pick(page, "Door of the visiting side", "Garden gate");
  await tick(page, "Who takes part, beside the children?",
    [referral.visiting.name, ...(referral.extra_visitors ?? []).map((visitor) => visitor.name)]);
  await tick(page, "Who brings and collects the children?", [referral.resident.name]);
  await choose(page, "Is an interpreter needed?", words.yes(Boolean(referral.interpreter_language)));
  await choose(page, "May the child leave the premises during a visit?", "No");
  await write(page, "Telephones and cameras", "Switched off and left at the desk.");
  await write(page, "Presents", "For birthdays, looked over by staff first.");
  await write(page, "Food and drink", "Snacks from home are welcome. No nuts.");
  await write(page, "Language to be spoken", referral.interpreter_language ?? "English");
  await write(page, "Toilet and nappies", "Staff help where help is needed.");
  await write(page, "What ends a visit?", "Raised voices, or distress that does not settle.");
  await write(page, "The child's wishes, as the child put them", "I want to bring my drawing things.");
  await write(page, "Who receives reports?", "The court, where it asks");
  await write(page, "What is contact to move on to?", "Contact outside the centre.");
  await date(page, "When is the plan looked at again?", reviewOn);
  await press(page, "Save the draft", { state: "draft" });
  const path = new URL(page.url()).pathname;
  await press(page, "Put it in force", { state: "in force" });
  await page.getByText("The plan is in force and waits for agreement").waitFor();
  return path;
}

// Reads the plan as one side does. Answers the words, for what must not be among them.
export async function preview(page, path, name, side) {
  await goTo(page, path, "in force");
  await follow(page, `What ${name} reads`, { state: side });
  const read = await page.getByRole("main").innerText();
  assert.ok(!read.includes("This version is held back"), read);
  return read;
}

export async function recordAgreement(page, path, { name, side, level }) {
  await goTo(page, path, "in force");
  await press(page, "Record an agreement");
  await choose(page, "Who agrees?", `${name} (${side} party)`);
  await choose(page, "Which did they say it is?", words.level[level]);
  await choose(page, "How did they agree?", "On paper");
  await write(page, "What did they say or ask?", "Signed at the centre after the plan was read through.");
  await press(page, "Record the agreement", { state: "agreed" });
  await page.getByText("The agreement is recorded").waitFor();
}
