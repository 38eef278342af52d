// What people meet when something is refused, or when their browser, their hurry or their safety asks for
// care: errors that keep what was typed, rules with their remedy, pages that work without scripts, a quick
// way out, and a parent's pages that tell nothing of the other side.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, at, clock, open, phone, signIn, sit } from "./harness.mjs";
import { givesSignIn, readsEverything, secrets } from "./steps/own_place.mjs";
import { choose, date, follow, goTo, leads, press, problem, tick, write } from "./steps/page.mjs";
import { accepted, booked, ready, referralFile, referred } from "./steps/prepare.mjs";
import { brief } from "./steps/visit.mjs";

// Past every day that the demonstration and the other tests use.
const sent = "2027-03-01";
const met = "2027-03-03";
const saturday = "2027-03-13";
const reviewOn = "2027-05-10";

let browser;
before(async () => {
  browser = await open();
});
after(async () => {
  await browser.close();
});

async function as(who, options) {
  const page = await sit(browser, options);
  await signIn(page, who);
  return page;
}

test("a form that is refused keeps what was typed, and its summary leads to the question", async () => {
  await clock(`${sent}T09:00`);
  const path = await referred(referralFile("self-referral-supported"));
  const page = await as("priya");
  await goTo(page, path, "refused");
  await write(page, "Why?", "There is a place on Saturdays.");
  await leads(page, () => page.getByRole("button", { name: "Record the decision", exact: true }).click());
  assert.match(await problem(page), /There is a problem/);
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.getByLabel("Why?", { exact: true }).inputValue(), "There is a place on Saturdays.");
  await accessible(page);
  await page.getByRole("alert").getByRole("link").first().click();
  assert.ok(await page.getByLabel("Accept", { exact: true }).evaluate((input) => input === document.activeElement));
  await page.context().close();
});

test("a booking that is refused names the rule and what to do, and keeps what was chosen", async () => {
  await clock(`${sent}T09:30`);
  const family = await ready(referralFile("self-referral-supported"), { met, reviewOn });
  const page = await as("priya");
  await goTo(page, `${family.path}/visits/new`);
  // Tuesday: the centre is closed.
  await date(page, "When does the time together start?", "2027-03-09", { time: "12:00" });
  await choose(page, "Which room?", "Garden room");
  await tick(page, "Who supervises?", ["Joan Barker"]);
  await leads(page, () => page.getByRole("button", { name: "Book the visit", exact: true }).click());
  const words = await problem(page);
  assert.match(words, /open/i, "the rule");
  assert.match(words, /Choose|Book|Move|Pick/, "the remedy");
  const when = page.getByRole("group", { name: "When does the time together start?", exact: true });
  assert.equal(await when.getByLabel("Day", { exact: true }).inputValue(), "9");
  assert.ok(await page.getByLabel("Garden room", { exact: true }).isChecked());
  assert.ok(await page.getByLabel("Joan Barker", { exact: true }).isChecked());
  await accessible(page);
  await page.context().close();
});

test("nobody is brought together before the briefing, and a step works without JavaScript", async () => {
  await clock(`${sent}T10:00`);
  const family = await ready(referralFile("cafcass-non-molestation"), { met, reviewOn });
  const visit = await booked(family, { starts: `${saturday}T10:30:00Z`, room: "Willow room", supervisors: ["grace"] });
  await clock(`${saturday}T10:00`);
  const page = await as("grace", { javaScriptEnabled: false });
  await goTo(page, `/visits/${visit.id}/steps/started`);
  await leads(page, () => page.getByRole("button", { name: "Record it", exact: true }).click());
  const words = await problem(page);
  assert.match(words, /read/i, `the briefing is named: ${words}`);
  await brief(page, `/visits/${visit.id}`);
  await goTo(page, `/day/${saturday}`);
  await press(page, /(is|are) here$/);
  await choose(page, "Who is at the door?", "Daniel Marsh");
  await choose(page, "How do you know?", "Known to me");
  await choose(page, "Do they seem intoxicated?", "No");
  await press(page, "Save");
  assert.match(await page.getByRole("main").innerText(), /Visiting party here/);
  await page.context().close();
});

test("a referral is decided without JavaScript", async () => {
  await clock(`${sent}T11:00`);
  const path = await referred(referralFile("grandparents"));
  const page = await as("priya", { javaScriptEnabled: false });
  await goTo(page, path, "plain");
  await choose(page, "What do you decide?", "Put on the waiting list");
  await write(page, "Why?", "There is no step-free place before April.");
  await press(page, "Record the decision");
  await goTo(page, path, "waiting");
  assert.match(await page.getByRole("main").innerText(), /There is no step-free place before April\./);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`pressing a button twice does the thing once, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    await clock(`${sent}T12:00`);
    const file = referralFile("self-referral-supported");
    const family = await accepted(file);
    const page = await as("priya", { javaScriptEnabled });
    await goTo(page, `${family.path}/meetings`);
    await choose(page, "Whom will you meet?", file.referral.resident.name);
    await date(page, "When does it start?", met, { time: "09:00" });
    await write(page, "How many minutes does it take?", 45);
    await write(page, "Where will you meet?", "The small office");
    await leads(page, () => page.getByRole("button", { name: "Arrange the meeting", exact: true }).dblclick());
    await goTo(page, `${family.path}/meetings`, "once");
    assert.equal(await page.getByRole("link", { name: file.referral.resident.name, exact: true }).count(), 1);
    await page.context().close();
  });
}

test("a parent's pages tell nothing of the other side, and leaving them is quick and complete", async () => {
  await clock(`${sent}T13:00`);
  const file = referralFile("section-7-pending");
  const family = await ready(file, { met, reviewOn });
  await booked(family, { starts: `${saturday}T14:30:00Z`, room: "Rowan room", supervisors: ["tomasz"] });
  const priya = await as("priya");
  for (const side of ["resident", "visiting"]) {
    const username = await givesSignIn(priya, family, side, file.referral[side].name);
    const page = await as(username, { viewport: phone });
    const hidden = secrets(file.referral, side);
    assert.ok(hidden.length > 5, "there is something to hide");
    const seen = await readsEverything(page, hidden);
    assert.ok(seen.size >= 4, `only ${[...seen]} can be reached`);

    // The site it leaves for is not asked for: only that this one lets go.
    await page.context().route((url) => url.origin !== new URL(at).origin, (route) => route.abort());
    await page.goto("/my");
    const left = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/leave");
    await page.getByRole("link", { name: "Exit this page" }).click();
    const answer = await left;
    assert.equal(answer.status(), 303);
    assert.notEqual(new URL(answer.headers().location, at).origin, new URL(at).origin);
    const again = await page.context().request.get("/my", { maxRedirects: 0 });
    assert.notEqual(again.status(), 200, "the session is gone");
    await page.context().close();
  }
  await priya.context().close();
});
