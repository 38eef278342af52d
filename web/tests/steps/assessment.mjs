// Assessing the risk: the author writes and submits, somebody else approves.
import assert from "node:assert/strict";
import { choose, date, follow, goTo, look, pick, press, write } from "./page.mjs";
import * as words from "./words.mjs";

const bad = { "supported": "low", "supervised": "medium", "high-vigilance": "high" };

async function asked(page, who, said, on) {
  await choose(page, "Was it safe for them to talk?", "Yes");
  await write(page, "Who was asked, or which record was read?", who);
  await date(page, "When?", on);
  await write(page, "What did they say?", said);
  await press(page, "Add", { state: "one" });
}

// Writes the assessment from the referral's concerns and submits it. Answers where it is.
export async function assess(page, family, { referral, next }, { today, reviewOn }) {
  await goTo(page, `${family}/assessments`);
  await press(page, "Begin the assessment");
  const path = new URL(page.url()).pathname;
  await follow(page, "Who was asked");
  await asked(page, "Resident party", "Spoke alone and at length about what has happened and what would help.", today);
  await asked(page, "Visiting party", "Said what he hopes for and accepted the rules of the centre.", today);
  await goTo(page, path);
  await follow(page, "Hazards");
  for (const concern of referral.concerns ?? []) {
    await pick(page, "What is the risk of?", words.concern[concern.kind]);
    await choose(page, "Who could be hurt?", "The child");
    await write(page, "What is known?", concern.account);
    await pick(page, "Where is it known from?", words.source[concern.source]);
    await choose(page, "What has become of it?", words.standing[concern.standing]);
    await choose(page, "How bad could it be, with what is done about it?", words.severity[bad[next.level]]);
    await write(page, "What is done about it?",
      "Separate entrances and times, staff within sight and sound, the plan's rules.");
    await write(page, "Who sees to that?", "Priya Raman");
    await press(page, "Add this hazard", { state: "some" });
  }
  await goTo(page, path);
  await follow(page, "Judgement and day of review");
  // The level is raised only where the facts alone would allow less than was planned.
  const raise = `Raise it to ${words.level[next.level].toLowerCase()}`;
  const judgement = page.getByRole("group", { name: "What is your judgement?", exact: true });
  if (await judgement.getByLabel(raise, { exact: true }).count()) {
    await judgement.getByLabel(raise, { exact: true }).check();
    await write(page, "Why?", "The level asked for by the referrer is right for now.");
  } else {
    await judgement.getByLabel("Leave it as the facts come to", { exact: true }).check();
  }
  await date(page, "When must it be looked at again?", reviewOn);
  await press(page, "Save");
  await press(page, "Submit for approval", { state: "submitted" });
  assert.ok(await page.getByText("You wrote it, so somebody else approves it.").count());
  return path;
}

// Approves as somebody who did not write it, coming from what waits on the home page.
export async function approve(page, path) {
  await goTo(page, path, "to approve");
  await choose(page, "What do you decide?", "Approve");
  await write(page, "What did you check, or what must change?", "Read with the referral and the orders. I agree.");
  await press(page, "Decide", { state: "approved" });
  await page.getByText("The assessment is approved").waitFor();
  await look(page, "approved");
}
