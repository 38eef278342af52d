// Two parents of one family through a month: the first meeting, the plan, four Saturdays of which one is called
// off, and all that each of them writes, asks and is told meanwhile. One of them begins on a telephone, the other at
// a desk; they go on at other widths, without scripts, and by keyboard alone. Neither ever reads a word of the other.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { call as operation, accepted, arranged, booked, held, planned, referralFile } from "./steps/prepare.mjs";
import { accessible, clock, desk, open, phone, see, signIn, sit, tablet } from "./harness.mjs";
import { givesSignIn, reaches, readsEverything, secrets } from "./steps/own_place.mjs";
import { choose, follow, goTo, leads, press, problem, write } from "./steps/page.mjs";
import { plus } from "./steps/visit.mjs";

// Past every day that the demonstration and the other tests use, across no change of the clock.
const met = "2027-04-07";
const saturdays = ["2027-04-17", "2027-04-24", "2027-05-01", "2027-05-15"];
const words = {
  resident: {
    meeting: "The tea and the calm were good.", worry: "Somebody stood across the road when we left.",
    answer: "Thank you for telling us. Tomasz walks with you to the bus from now on.",
    visits: "They sleep well again on Saturdays.", number: "07700 900871", word: "marigold",
  },
  visiting: {
    meeting: "I was nervous, and somebody listened.", gift: "A jigsaw of a harbour, a hundred pieces.",
    answer: "Yes. Please bring it open on Saturday, and hand it over at the desk.",
    visits: "We finished the harbour together.", message: "May I bring the tin whistle?",
  },
};

let browser;
before(async () => { browser = await open(); });
after(async () => { await browser.close(); });

const other = (side) => (side === "resident" ? "visiting" : "resident");

// A parent sits down at something, for as long as it takes, and leaves nothing open behind them.
async function as(parent, how, acts) {
  const page = await sit(browser, how);
  await signIn(page, parent.username);
  await acts(page);
  await page.context().close();
}

// Nothing of the other's contact details, and no word that they wrote or that was written to them.
function hiddenFrom(side, referral) {
  return [...secrets(referral, side), ...Object.values(words[other(side)])];
}

async function says(page, about) {
  await goTo(page, "/");
  await press(page, "Tell us how it is");
  await choose(page, "I felt safe here", "Mostly");
  await choose(page, "I was listened to", "Yes");
  await choose(page, "It is good for my child", "Yes");
  await write(page, "What should we know or do better?", about);
  await press(page, "Send");
}

// One of the team answers what waits of a parent's.
async function isAnswered(family, parent, answer, decision) {
  const { items } = await see("priya", "/messages?waiting=true&limit=100");
  const thread = items.find((line) => line.family === family.id && line.who === parent.name);
  assert.ok(thread, `nothing of theirs waits: ${JSON.stringify(items)}`);
  const path = `/messages/${thread.id}/${decision ? "decision" : "answer"}`;
  await operation("priya", "POST", path, { words: answer, ...decision });
}

async function takesPlace(family, visit) {
  const { timing } = visit;
  const receipt = { items: "A coat and a rucksack" };
  for (const [what, moment] of [
    [{ kind: "briefed" }, plus(timing.visiting_arrives, -10)],
    [{ kind: "visiting-arrived", party: family.visiting, identity: "known" }, timing.visiting_arrives],
    [{ kind: "child-arrived", brought_by: family.resident, receipt: { from: "Who brought them", to: "Staff", ...receipt } }, timing.child_arrives],
    [{ kind: "resident-left" }, plus(timing.child_arrives, 2)],
    [{ kind: "started" }, plus(timing.starts, 3)],
    [{ kind: "ended" }, timing.ends],
    [{ kind: "resident-arrived-to-collect" }, plus(timing.child_leaves, 1)],
    [{ kind: "child-left", goes_with: "resident", receipt: { from: "Staff", to: "Who collects them", ...receipt } }, plus(timing.child_leaves, 2)],
    [{ kind: "visiting-released" }, plus(timing.visiting_leaves, 2)],
    [{ kind: "debriefed", account: "It went to plan." }, plus(timing.visiting_leaves, 12)],
    [{ kind: "closed" }, plus(timing.visiting_leaves, 17)],
  ]) {
    await clock(moment);
    await operation("grace", "POST", `/visits/${visit.id}/events`, { id: randomUUID(), at: moment, what });
  }
}

test("two parents of one family go through a month, and neither reads a word of the other", async () => {
  const file = referralFile("cafcass-non-molestation");
  const { referral } = file;
  await clock("2027-04-05T08:00");
  const family = await accepted(file);
  const priya = await sit(browser);
  await signIn(priya, "priya");
  const parents = {};
  for (const side of ["resident", "visiting"]) {
    const { name } = referral[side];
    parents[side] = { side, name, username: await givesSignIn(priya, family, side, name) };
  }
  const { resident, visiting } = parents;

  // Before the first meeting: each knows when theirs is, and reads how to tell what they need.
  const meetings = await arranged(family, met);
  await as(resident, { viewport: phone }, async (page) => {
    await page.getByText("11am on 7 April 2027").waitFor();
    assert.equal(await page.getByText("3pm").count(), 0, "when the other is met is nobody else's");
    await follow(page, "Guides");
    await follow(page, /needs/);
  });
  await as(visiting, { viewport: desk }, async (page) => {
    await page.getByText("3pm on 7 April 2027").waitFor();
    await readsEverything(page, hiddenFrom("visiting", referral));
  });
  await clock(`${met}T16:00`);
  await held(meetings);

  // Each says how the meeting was, and reads and agrees to the plan; not to another than it is.
  const { items: doors } = await see("priya", "/entrances");
  const door = (name) => doors.find((one) => one.name === name).id;
  await planned(family, file, {
    met, reviewOn: "2027-06-14", resident_entrance: door("Church Lane door"), visiting_entrance: door("Garden gate"),
  });
  for (const [parent, how, name, otherName] of [
    [resident, { viewport: phone }, "Church Lane door", "Garden gate"],
    [visiting, { viewport: desk }, "Garden gate", "Church Lane door"],
  ]) {
    await as(parent, how, async (page) => {
      await says(page, words[parent.side].meeting);
      await goTo(page, "/");
      await press(page, "Read your plan");
      const read = await page.getByRole("main").innerText();
      assert.ok(read.includes(name) && !read.includes(otherName), read);
      const agree = page.getByRole("button", { name: "I agree to this plan" });
      await page.getByLabel(/^Other families are in the room/).check();
      await leads(page, () => agree.click());
      assert.match(await problem(page), /There is a problem/, "a level that it is not cannot be agreed to");
      await page.getByLabel(/^One member of staff is with the child/).check();
      await leads(page, () => agree.click());
      await page.getByText("You have agreed to this plan").waitFor();
    });
  }

  // The first Saturday is booked. She writes of a worry without scripts, he asks for a gift by keyboard alone.
  const visits = {};
  for (const day of saturdays.slice(0, 2)) {
    visits[day] = await booked(family, { starts: `${day}T12:00:00Z`, room: "Rowan room", supervisors: ["grace"] });
  }
  await clock("2027-04-12T18:00");
  await as(resident, { viewport: phone, javaScriptEnabled: false }, async (page) => {
    await page.getByText("Your next visit: Saturday 17 April 2027").waitFor();
    await page.getByText("Church Lane door").waitFor();
    await follow(page, "Ask us for something");
    await follow(page, /A worry/);
    await write(page, "Your message", words.resident.worry);
    await press(page, "Send");
    await page.getByText(words.resident.worry).waitFor();
  });
  await as(visiting, { viewport: tablet }, async (page) => {
    await page.getByText("Your next visit: Saturday 17 April 2027").waitFor();
    for (const link of ["Ask us for something", /A gift/]) {
      await reaches(page, page.getByRole("link", { name: link }).first());
      await leads(page, () => page.keyboard.press("Enter"));
    }
    await reaches(page, page.getByLabel("Your message", { exact: true }));
    await page.keyboard.type(words.visiting.gift);
    await reaches(page, page.getByRole("button", { name: "Send", exact: true }));
    await leads(page, () => page.keyboard.press("Enter"));
    await page.getByText("A gift: you have asked, and we have not answered yet").waitFor();
  });
  await clock("2027-04-13T09:00");
  await isAnswered(family, resident, words.resident.answer);
  await isAnswered(family, visiting, words.visiting.answer, { decision: "yes", checked: ["looked-inside"] });
  for (const [parent, how] of [[resident, { viewport: tablet }], [visiting, { viewport: phone }]]) {
    await as(parent, how, async (page) => {
      await follow(page, "Your messages with us");
      await page.getByRole("main").getByRole("link").filter({ hasNotText: "Write" }).first().click();
      await page.getByText(words[parent.side].answer).waitFor();
      await readsEverything(page, hiddenFrom(parent.side, referral));
    });
  }
  await takesPlace(family, visits[saturdays[0]]);

  // The second Saturday is called off: each is told that they need to do nothing, and not who or why.
  await clock("2027-04-21T09:00");
  const reason = "A burst pipe in the Rowan room";
  await operation("priya", "POST", `/visits/${visits[saturdays[1]].id}/cancellation`, { by: "centre", reason });
  for (const [parent, how] of [
    [resident, { viewport: desk }], [visiting, { viewport: phone, javaScriptEnabled: false }],
  ]) {
    await as(parent, how, async (page) => {
      await goTo(page, "/my/visits");
      await page.getByRole("heading", { name: "Saturday 24 April 2027" }).waitFor();
      await page.getByText("This visit does not take place. You need to do nothing.").waitFor();
      await readsEverything(page, [...hiddenFrom(parent.side, referral), "pipe"]);
    });
  }

  // She changes how she is reached and lets pictures be taken; he keeps a draft, and sends it on another day.
  await as(resident, { viewport: phone }, async (page) => {
    await goTo(page, "/my/contact");
    await page.getByLabel("Text message", { exact: true }).check();
    await write(page, "Your telephone number", words.resident.number);
    await write(page, "A word of your own", words.resident.word);
    await press(page, "Keep");
    await page.getByText("We speak with you before anything goes to a new number or address.").waitFor();
    await goTo(page, "/my/consents/photographs");
    await choose(page, "Do you agree?", "Yes");
    await press(page, "Keep");
  });
  await as(visiting, { viewport: desk }, async (page) => {
    await goTo(page, "/my/messages/new");
    await write(page, "What is it about?", "Music");
    await write(page, "Your message", words.visiting.message);
    await press(page, "Keep as a draft");
    await page.getByText("Kept as a draft. Nothing has been sent.").waitFor();
  });
  const waiting = await see("priya", "/messages?waiting=true&limit=100");
  assert.ok(!JSON.stringify(waiting).includes(words.visiting.message), "a draft is its writer's alone");
  await as(visiting, { viewport: phone }, async (page) => {
    await goTo(page, "/my/messages/new");
    assert.equal(await page.getByLabel("Your message", { exact: true }).inputValue(), words.visiting.message);
    await press(page, "Send");
    await page.getByText(words.visiting.message).waitFor();
  });

  // Two more Saturdays, and then they are asked how it goes.
  for (const day of saturdays.slice(2)) {
    visits[day] = await booked(family, { starts: `${day}T12:00:00Z`, room: "Rowan room", supervisors: ["grace"] });
    await takesPlace(family, visits[day]);
  }
  await clock("2027-05-17T18:00");
  for (const [parent, how] of [[resident, { viewport: desk }], [visiting, { viewport: tablet }]]) {
    await as(parent, how, async (page) => {
      await goTo(page, "/");
      await page.getByText("There have been three more visits. How are they?").waitFor();
      await accessible(page);
      await says(page, words[parent.side].visits);
      await goTo(page, "/my/looked");
      await press(page, "Ask who has looked");
      await page.getByText("We have your question").waitFor();
      const seen = await readsEverything(page, hiddenFrom(parent.side, referral), { byKeyboard: true });
      for (const path of ["/my/plan", "/my/documents", "/my/complaints", "/my/calendar"]) assert.ok(seen.has(path), path);
    });
  }

  // Whoever comes in presses Shift three times, and nothing is left behind the back button.
  await as(resident, { viewport: phone }, async (page) => {
    await goTo(page, "/my/messages");
    const left = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/leave");
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Shift");
    assert.equal((await left).status(), 303);
    const again = await page.context().request.get("/my", { maxRedirects: 0 });
    assert.notEqual(again.status(), 200, "the session is gone");
  });
  await priya.context().close();
});
