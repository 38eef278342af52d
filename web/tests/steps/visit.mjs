// Booking a visit, and holding it from the briefing to the close.
import assert from "node:assert/strict";
import { choose, date, follow, goTo, look, press, tick, write } from "./page.mjs";

export async function book(page, family, { day, time, room, supervisors, interpreter }) {
  await goTo(page, `${family}/visits`);
  await press(page, "Book a visit");
  await date(page, "When does the time together start?", day, { time });
  await choose(page, "Which room?", room);
  await tick(page, "Who supervises?", supervisors);
  if (interpreter) {
    await write(page, "Which agency sends the interpreter?", "Brackenford Language Services");
    await choose(page, "Is the interpreter independent: no family, and no friend of anybody?", "Yes");
    await choose(page, "Can the supervisor follow what is said?", "Yes");
  }
  await press(page, "Book the visit", { state: "booked" });
  await page.getByText("Booked", { exact: true }).waitFor();
  await leadsToVisit(page);
  return new URL(page.url()).pathname;
}

async function leadsToVisit(page) {
  const rows = page.getByRole("table", { name: "From today on" });
  await follow(page, /\d{4}, /, { within: rows, state: "Planned" });
}

// Reads the briefing, as each supervisor must before anybody is let in.
export async function brief(page, visit) {
  await goTo(page, "/");
  await goTo(page, visit, "Planned");
  await press(page, "Read why, the risks and the terms");
  assert.match(await page.getByRole("main").innerText(), /Who may come in/);
  await press(page, "I have read this", { state: "Briefed" });
  await page.getByText("Recorded", { exact: true }).waitFor();
}

// What a step asks that the records cannot know.
async function answer(page, step, family) {
  if (step === "visiting-arrived") {
    await choose(page, "Who is at the door?", family.visiting);
    await choose(page, "How do you know?", "Known to me");
    await choose(page, "Do they seem intoxicated?", "No");
  }
  if (step === "child-arrived") {
    await choose(page, "Who brings the child?", family.resident);
    await write(page, "What comes along?", "A rucksack with a drink, a coat and a picture book");
  }
  if (step === "child-left") {
    if (family.kind === "handover") await choose(page, "With which side does the child leave?", "Visiting party");
    await write(page, "Who receives the child?", family.kind === "handover" ? family.visiting : family.resident);
    await write(page, "What comes along?", "The same, and a drawing");
  }
  if (step === "debriefed") {
    await write(page, "What did you say to each other about this visit?", "Arrivals went to plan. Nothing for next time.");
  }
}

const order = ["visiting-arrived", "child-arrived", "resident-left", "started", "ended",
  "resident-arrived-to-collect", "child-left", "visiting-released", "debriefed", "closed"];

// When on the day each step falls, by the visit's own timing.
function moment(step, timing) {
  const at = {
    "visiting-arrived": [timing.visiting_arrives, 0], "child-arrived": [timing.child_arrives, 0],
    "resident-left": [timing.child_arrives, 2], "started": [timing.starts, 3],
    "ended": [timing.ends, 0], "resident-arrived-to-collect": [timing.child_leaves, 1],
    "child-left": [timing.child_leaves, 2], "visiting-released": [timing.visiting_leaves, 2],
    "debriefed": [timing.visiting_leaves, 12], "closed": [timing.visiting_leaves, 17],
  }[step];
  return plus(at[0], at[1]);
}

// A moment as it is sent, some minutes on, in the same form.
export function plus(moment, minutes) {
  return new Date(new Date(moment).getTime() + minutes * 60000).toISOString();
}

// Which step the words of the big button are about.
function stepOf(words, family) {
  const [child] = family.children;
  const rules = [
    [/to collect$/, "resident-arrived-to-collect"], [/left the building$/, "resident-left"],
    [/^Start/, "started"], [/^End the time/, "ended"], [/^Let .* go$/, "visiting-released"],
    [/talked it over$/, "debriefed"], [/^Close/, "closed"], [/(has|have) left$/, "child-left"],
    [new RegExp(`^${child}.* here$`), "child-arrived"], [/here$/, "visiting-arrived"],
  ];
  const found = rules.find(([pattern]) => pattern.test(words));
  assert.ok(found, `no step is known by the words “${words}”`);
  return found[1];
}

// Takes the steps of a visit on the day screen, one tap each, in the order in which the screen puts them.
export async function hold(page, { day, visit, timing, family, setClock, during }) {
  const taken = [];
  for (;;) {
    await goTo(page, `/day/${day}`, taken.at(-1) ?? "before");
    const card = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: family.title, exact: true }) });
    const next = card.getByRole("button").first();
    if (!(await next.count())) break;
    const step = stepOf((await next.innerText()).trim(), family);
    assert.ok(!taken.includes(step), `${step} is asked for twice; ${taken.join(", ")}`);
    await setClock(moment(step, timing));
    await press(page, (await next.innerText()).trim(), { within: card, state: `after ${step}` });
    if (page.url().includes("/steps/")) {
      await answer(page, step, family);
      await press(page, /^(Save|Record it)$/, { state: step });
    }
    await page.getByText("Recorded", { exact: true }).waitFor();
    taken.push(step);
    if (step === "started" && during) await during(visit);
  }
  assert.deepEqual(taken, order.filter((step) => taken.includes(step)), "the steps came in their order");
  assert.equal(taken.at(-1), "closed");
  return taken;
}

export async function note(page, visit, { about, words, speaker }) {
  await goTo(page, visit, "Together");
  await choose(page, "What is it about?", about);
  await write(page, "Words", words);
  await write(page, "Who said it?", speaker);
  await press(page, "Keep the note", { state: "noted" });
  await page.getByText("The note is kept").waitFor();
  assert.ok((await page.getByRole("main").innerText()).includes(words));
}

export async function receipts(page, visit) {
  await goTo(page, visit, "Closed");
  await follow(page, /^Receipts/);
  await look(page);
  return page.getByRole("article").count();
}
