// A family made ready through the API, for tests that are about what comes after.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { api, cast, clock } from "../harness.mjs";

export function referralFile(name) {
  return JSON.parse(readFileSync(new URL(`../../../tests/data/referrals/${name}.json`, import.meta.url), "utf8"));
}

export async function call(who, method, path, body) {
  const answer = await api(who, cast, method, path, body);
  assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

// Sends the referral. Answers its address, which is the page's as well.
export async function referred(file) {
  const { id } = await call("priya", "POST", "/referrals", file.referral);
  for (const copy of file.orders_files) await call("priya", "POST", `/referrals/${id}/attachments`, copy);
  await call("priya", "POST", `/referrals/${id}/submission`, {});
  return `/referrals/${id}`;
}

export async function accepted(file) {
  const referral = await referred(file);
  await call("priya", "POST", `${referral}/triage`, { decision: "accept", reason: "We can serve this family safely." });
  const { family: id } = await call("priya", "GET", referral);
  const { adults } = await call("priya", "GET", `/families/${id}`);
  const main = (side) => adults.find((adult) => adult.side === side).id;
  return { id, path: `/families/${id}`, resident: main("resident"), visiting: main("visiting") };
}

// A meeting with each adult alone, one in the morning and one in the afternoon. Answers them in that order.
export async function arranged(family, day) {
  const meet = (party, hour) => call("priya", "POST", `${family.path}/meetings`,
    { party, starts: `${day}T${hour}:00:00Z`, length: 45, place: "The small office" });
  return [await meet(family.resident, "10"), await meet(family.visiting, "14")];
}

// Both meetings were held; whoever lives with the child brought it.
export async function held(meetings) {
  const child = { child_shown_round: true, child_introduced: "Chose a corner to play in.", child_told_why: true };
  for (const [index, { id }] of meetings.entries()) {
    await call("priya", "POST", `/meetings/${id}/record`, {
      rules_explained: true, confidentiality_explained: true, health_asked: true, safe_contact_confirmed: true,
      ...(index === 0 ? child : {}),
    });
  }
}

// The assessment approved and the plan in force. Answers the plan, which nobody has agreed to.
export async function planned(family, file, { met, reviewOn, ...more }) {
  const { id: assessment } = await call("priya", "POST", `${family.path}/assessments`, {});
  const severity = { "supported": "low", "supervised": "medium", "high-vigilance": "high" }[file.next.level];
  await call("priya", "PUT", `/assessments/${assessment}`, {
    asked: [{ who: "Resident party", on: met, safe_to_talk: "yes", words: "Spoke alone and at length." }],
    factors: (file.referral.concerns ?? []).map(({ kind, source, standing, account }) => ({
      kind, source, standing, account, severity, person_at_risk: "child",
      mitigation: "Separate entrances and times.", owner: "Priya Raman",
    })),
    instruments: [], review_on: reviewOn,
  });
  await call("priya", "POST", `/assessments/${assessment}/submission`, {});
  await call("martin", "POST", `/assessments/${assessment}/approval`, { decision: "approve", words: "I agree." });
  const { id: plan } = await call("priya", "POST", `${family.path}/plans`, {
    level: file.next.level, kind: file.next.kind, frequency: "Every week", length: 90, sequence: "visiting-first",
    gaps: { before: 15, after: 10 }, people: [family.visiting], hands_over: [family.resident],
    order_says_supervised: (file.referral.orders ?? []).some((order) => order.says_supervised),
    needs_interpreter: false, triggers_to_end: "Raised voices.", review_on: reviewOn, ...more,
  });
  await call("priya", "POST", `/plans/${plan}/adoption`, {});
  return plan;
}

// Both meetings held, the assessment approved, the plan in force and agreed to: a visit can be booked.
export async function ready(file, { met, reviewOn }) {
  const family = await accepted(file);
  const meetings = await arranged(family, met);
  await clock(`${met}T16:00`);
  await held(meetings);
  const plan = await planned(family, file, { met, reviewOn });
  for (const party of [family.resident, family.visiting]) {
    await call("priya", "POST", `/plans/${plan}/agreements`,
      { party, acknowledged: file.next.level, how: "paper", words: "Signed at the centre." });
  }
  return family;
}

// One visit, with its room and staff found by their names.
export async function booked(family, { starts, room, supervisors }) {
  const rooms = await call("priya", "GET", "/rooms");
  const found = (rooms.items ?? rooms).find((one) => one.name === room).id;
  const { id } = await call("priya", "POST", `${family.path}/visits`,
    { starts, room: found, supervisors: supervisors.map((who) => cast[who].id) });
  return call("priya", "GET", `/visits/${id}`);
}
