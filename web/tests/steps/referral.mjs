// Writing a referral, section by section, and deciding on it.
import assert from "node:assert/strict";
import { choose, date, follow, goTo, look, pick, press, tick, write } from "./page.mjs";
import * as words from "./words.mjs";

const onward = (page) => press(page, "Save and continue");

async function adult(page, it) {
  await write(page, "Full name", it.name);
  await date(page, "Date of birth", it.born);
  await write(page, "What are they to the children?", it.relation);
  await choose(page, "Do they have parental responsibility?", words.responsibility[it.parental_responsibility]);
  await write(page, "Their solicitor’s name", it.solicitor?.name);
  await write(page, "Their solicitor’s firm", it.solicitor?.firm);
  await onward(page);
}

async function contact(page, it) {
  await choose(page, "How is it safe to reach them?", words.channel[it.safe_channel]);
  await write(page, "When is it safe, and is there a word to say first?", it.when_it_is_safe);
  await write(page, "Telephone number", it.telephone);
  await write(page, "E-mail address", it.email);
  await write(page, "Home address", it.address);
  await write(page, "Postcode", it.postcode);
  await write(page, "Somebody to reach in an emergency", it.emergency_contact);
  await write(page, "That person’s telephone number", it.emergency_telephone);
  await write(page, "The children’s school or nursery", it.school);
  await write(page, "Employer", it.employer);
  await write(page, "Family doctor", it.doctor);
  await write(page, "Car, with its number plate", it.vehicle);
  await onward(page);
}

// A list with a place for each: the page offers another place by a button. Lists that may stay empty
// open with one empty place, all but the concerns.
async function each(page, items, noun, fill, opensEmpty = false) {
  for (const [index, item] of (items ?? []).entries()) {
    if (index === 0 && opensEmpty) await press(page, `Add a ${noun}`);
    if (index > 0) await press(page, `Save and add another ${noun}`);
    await fill(item, index);
  }
}

async function children(page, it) {
  await choose(page, "With whom do the children live?", words.livesWith[it.lives_with]);
  await each(page, it.children, "child", async (child, at) => {
    await write(page, "Full name", child.name, at);
    await date(page, "Date of birth", child.born, { nth: at });
    await write(page, "Needs", child.needs, at);
    await write(page, "Health", child.medical, at);
    const may = child.may_leave_premises;
    await choose(page, "May the child leave the premises during a visit?", may === undefined ? null : words.yes(may), at);
  });
  await onward(page);
}

async function visitors(page, it) {
  await each(page, it.extra_visitors, "visitor", async (visitor, at) => {
    await write(page, "Full name", visitor.name, at);
    await date(page, "Date of birth", visitor.born, { nth: at });
    await write(page, "What are they to the children?", visitor.relation, at);
  });
  await onward(page);
}

async function reason(page, it) {
  await write(page, "Why is a contact centre needed?", it.reason);
  await choose(page, "Which level of supervision is asked for?", words.level[it.level_asked]);
  await pick(page, "Which kind of contact?", words.kind[it.kind_asked]);
  await write(page, "How often, and for how long?", it.frequency_asked);
  await write(page, "When can each side come?", it.availability);
  await onward(page);
}

async function orders(page, { referral, orders_files: files }) {
  await each(page, referral.orders, "order", async (order, at) => {
    await pick(page, "What kind of order is it?", words.order[order.kind], at);
    await write(page, "Court", order.court, at);
    await write(page, "Case number", order.case_number, at);
    await date(page, "When was it made?", order.made_on, { nth: at });
    await date(page, "When does it end?", order.expires_on, { nth: at });
    await write(page, "What does it say about contact?", order.terms, at);
    const says = order.says_supervised;
    await choose(page, "Does it say that contact is supervised?", says === undefined ? null : words.yes(says), at);
  });
  await onward(page);
  if (!referral.orders?.length) return;
  for (const file of files) {
    const number = file.order;
    const kind = words.order[referral.orders[number - 1].kind];
    await choose(page, "Which order is it a copy of?", `Order ${number}: ${kind}`);
    await page.getByLabel("The file", { exact: true }).setInputFiles({
      name: file.filename, mimeType: file.media_type, buffer: Buffer.from(file.content, "base64"),
    });
    await press(page, "Attach the copy", { state: "attached" });
    assert.ok(await page.getByRole("link", { name: file.filename }).count(), `${file.filename} is not in the list`);
  }
  await press(page, "Continue");
}

async function concerns(page, it) {
  if (it.no_concerns) await page.getByLabel("I have asked, and there are no concerns", { exact: true }).check();
  await write(page, "Convictions of anybody who would come", it.convictions);
  await each(page, it.concerns, "concern", async (concern, at) => {
    await pick(page, "What is it about?", words.concern[concern.kind], at);
    await write(page, "What is known or said?", concern.account, at);
    await pick(page, "What has become of it?", words.standing[concern.standing], at);
    await pick(page, "Where is it known from?", words.source[concern.source], at);
  }, true);
  await onward(page);
}

async function agencies(page, it) {
  await each(page, it.agencies, "agency", async (agency, at) => {
    await write(page, "Agency", agency.name, at);
    await write(page, "What does it do for the family?", agency.role, at);
    await write(page, "A person there, and how to reach them", agency.contact, at);
  });
  await onward(page);
}

async function rest(page, it) {
  await write(page, "The family’s first language", it.first_language);
  await write(page, "If an interpreter is needed, for which language?", it.interpreter_language);
  await write(page, "Disability, and what anybody needs to get in and take part", it.disability_and_access);
  await onward(page);
  await choose(page, "Must the visiting party be kept from learning in which area the children live?",
    words.yes(it.visiting_may_not_know_area));
  await onward(page);
  await choose(page, "Does the resident party agree to the referral?", words.yes(it.consents.resident));
  await choose(page, "Does the visiting party agree to the referral?", words.yes(it.consents.visiting));
  await choose(page, "May records be shared with the court?", words.yes(it.consents.share_with_court));
  await write(page, "Who pays the fee?", it.fee?.paid_by);
  const pence = it.fee?.pence;
  await write(page, "How much, in pounds?", pence === undefined ? undefined : (pence / 100).toFixed(2));
  await onward(page);
}

// Fills every section, checks the answers, and sends. Answers where the referral's page is.
export async function refer(page, file) {
  const it = file.referral;
  await goTo(page, "/referrals");
  await press(page, "Refer a family");
  await press(page, "Start", { state: "draft" });
  const draft = new URL(page.url()).pathname;
  await follow(page, "Who refers");
  await choose(page, "In what capacity is the referral made?", words.capacity[it.referrer.capacity]);
  await write(page, "Name of the person who refers", it.referrer.name);
  await write(page, "Organisation", it.referrer.organisation);
  await write(page, "Work telephone", it.referrer.telephone);
  await write(page, "Work e-mail", it.referrer.email);
  await date(page, "Day of the referral", it.referred_on);
  await onward(page);
  await adult(page, it.resident);
  await contact(page, it.resident.contact);
  await adult(page, it.visiting);
  await contact(page, it.visiting.contact);
  await children(page, it);
  await visitors(page, it);
  await reason(page, it);
  await orders(page, file);
  await concerns(page, it);
  await agencies(page, it);
  await rest(page, it);
  assert.equal(new URL(page.url()).pathname, `${draft}/check`);
  const answers = await page.getByRole("main").innerText();
  assert.ok(!answers.includes("Still missing"), answers);
  for (const child of it.children) assert.ok(answers.includes(child.name), `${child.name} is not among the answers`);
  await press(page, "Send the referral", { state: "sent" });
  return draft;
}

// Decides as the file says. An accepted one leads to its family, whose address is answered.
export async function triage(page, path, { decision, reason }) {
  await goTo(page, path, "to decide");
  await choose(page, "What do you decide?", words.triage[decision]);
  await write(page, "Why?", reason);
  await press(page, "Record the decision");
  await page.getByText("The decision is recorded").waitFor();
  await goTo(page, path, decision);
  const read = await page.getByRole("main").innerText();
  assert.ok(read.includes(reason), "the reason stands on the page");
  await follow(page, "The family’s case");
  await look(page);
  return new URL(page.url()).pathname;
}
