// Meeting each side alone, before the first visit.
import assert from "node:assert/strict";
import { choose, date, follow, goTo, press, write } from "./page.mjs";

export async function arrangeMeeting(page, family, { name, day, time }) {
  await goTo(page, `${family}/meetings`);
  await choose(page, "Whom will you meet?", name);
  await date(page, "When does it start?", day, { time });
  await write(page, "How many minutes does it take?", 45);
  await write(page, "Where will you meet?", "The small office");
  await press(page, "Arrange the meeting", { state: "arranged" });
  await page.getByText("The meeting is arranged").waitFor();
}

export async function recordMeeting(page, family, { name, brings }) {
  await goTo(page, `${family}/meetings`, "arranged");
  await follow(page, name, { within: page.getByRole("table"), state: brings ? "resident" : "visiting" });
  await choose(page, "Did you explain the rules of the centre?", "Yes");
  await choose(page, "Did you explain the limits of confidentiality?", "Yes");
  await choose(page, "Did you ask about health, theirs and the child's?", "Yes");
  await choose(page, "Did they confirm how it is safe to reach them?", "Yes");
  if (brings) {
    await choose(page, "Was the child shown round?", "Yes");
    await write(page, "How was the child introduced to the place and the people?",
      "Came with a favourite book, met the supervisor and chose a corner to play in.");
    await choose(page, "Was the child told why somebody is there, and that it is not their fault?", "Yes");
  }
  await write(page, "What else was said?", "Asked what happens if somebody is late.");
  await press(page, "Record the meeting", { state: "held" });
  assert.ok(await page.getByText("The meeting is recorded").count());
}
