// Every family of tests/data/referrals, from the referral to the paper that leaves the centre or to the
// refusal, as the people who do it see it: in a browser, on a tablet.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { cast, clock, open, see, sit, signIn } from "./harness.mjs";
import { approve, assess } from "./steps/assessment.mjs";
import { arrangeMeeting, recordMeeting } from "./steps/meeting.mjs";
import { preview, recordAgreement, writePlan } from "./steps/plan.mjs";
import { refer, triage } from "./steps/referral.mjs";
import { file as paper, logCopy, report, timeline } from "./steps/report.mjs";
import { book, brief, hold, note, plus, receipts } from "./steps/visit.mjs";

const folder = new URL("../../tests/data/referrals/", import.meta.url);
const files = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith(".json")).sort();

let browser;
const places = new Map();

before(async () => {
  browser = await open();
});
after(async () => {
  await browser.close();
});

// Somebody's own browser, signed in once.
async function as(who) {
  if (!places.has(who)) {
    const page = await sit(browser);
    await signIn(page, who);
    places.set(who, page);
  }
  return places.get(who);
}

// A Saturday of its own for each family, past every visit the demonstration has booked, and the weeks
// before it in which the family is made ready.
function days(index) {
  const plusDays = (day, days) => new Date(Date.parse(`${day}T12:00Z`) + days * 86400000).toISOString().slice(0, 10);
  const visit = plusDays("2026-12-19", 7 * index);
  return { sent: plusDays(visit, -11), met: plusDays(visit, -9), visit, review: plusDays(visit, 60) };
}

const team = {
  "supported": ["joan"], "handover": ["joan"], "supervised": ["grace"], "high-vigilance": ["grace", "tomasz"],
};
const room = {
  "supported": "Garden room", "handover": "Garden room", "supervised": "Willow room", "high-vigilance": "Rowan room",
};

for (const [index, name] of files.entries()) {
  const file = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const { referral, next } = file;
  const accepted = next.triage.decision === "accept";
  const end = accepted ? "to the signed paper" : "to the refusal";

  test(`${name.replace(".json", "")}: from the referral ${end}`, async () => {
    const when = days(index);
    const self = ["self", "other"].includes(referral.referrer.capacity);
    const names = { resident: referral.resident.name, visiting: referral.visiting.name };

    await clock(`${when.sent}T09:00`);
    const path = await refer(await as(self ? "priya" : "ruth"), file);
    const priya = await as("priya");
    const family = await triage(priya, path, next.triage);
    if (!accepted) return;

    await arrangeMeeting(priya, family, { name: names.resident, day: when.met, time: "10:00" });
    await arrangeMeeting(priya, family, { name: names.visiting, day: when.met, time: "15:00" });
    await clock(`${when.met}T16:30`);
    await recordMeeting(priya, family, { name: names.resident, brings: true });
    await recordMeeting(priya, family, { name: names.visiting });

    const assessment = await assess(priya, family, file, { today: when.met, reviewOn: when.review });
    await approve(await as("martin"), assessment);
    const plan = await writePlan(priya, family, file, { reviewOn: when.review, length: 90 });
    for (const side of ["resident", "visiting"]) {
      const other = side === "resident" ? "visiting" : "resident";
      const read = await preview(priya, plan, names[side], side);
      for (const secret of Object.values(referral[other].contact ?? {}).filter((word) => /\d{4}/.test(word))) {
        assert.ok(!read.includes(secret), `${names[side]} would read ${secret} of the other side`);
      }
      await recordAgreement(priya, plan, { name: names[side], side, level: next.level });
    }

    const staff = team[next.kind];
    const visit = await book(priya, family, {
      day: when.visit, time: "12:00", room: room[next.kind],
      supervisors: staff.map((who) => cast[who].name), interpreter: referral.interpreter_language,
    });
    const booked = await see("priya", visit);
    await clock(plus(booked.timing.visiting_arrives, -20));
    for (const who of staff) await brief(await as(who), visit);
    const leader = await as(staff[0]);
    const observed = ["supervised", "high-vigilance"].includes(next.kind);
    await hold(leader, {
      day: when.visit, visit, timing: booked.timing, setClock: clock,
      family: {
        ...names, kind: next.kind, title: booked.title,
        children: referral.children.map((child) => child.name.split(" ")[0]),
      },
      during: observed && (async () => {
        const child = referral.children[0].name.split(" ")[0];
        await clock(plus(booked.timing.starts, 10));
        await note(leader, visit, { about: "What I saw", words: `${child} passed a piece of the puzzle across the table.` });
        await clock(plus(booked.timing.starts, 20));
        await note(leader, visit, { about: "What was said", words: "Can we do the big puzzle again?", speaker: child });
      }),
    });
    assert.equal(await receipts(leader, visit), 2, "one receipt for each passing of the child");

    await clock(plus(booked.timing.visiting_leaves, 120));
    const kind = next.outcome === "attendance" ? "Attendance letter" : "Observation report";
    const answers = observed ? { "How did the child arrive?": "Holding a parent's hand, and let go at the door." } : null;
    const signed = await report(priya, family, { kind, answers });
    const text = await paper(priya, signed);
    if (text) {
      assert.match(text, /Page 1 of \d/);
      assert.match(text.replace(/\s+/g, " "), observed
        ? /The report makes no assessment of a parent or a child/
        : /Supported visits are not observed, and no notes are kept of them/, "the statement of limits");
      assert.ok(!text.includes(referral.resident.contact.telephone), "no telephone number leaves the centre");
    }
    await logCopy(priya, signed);
    const happened = await timeline(priya, family);
    for (const words of ["Referral", "Plan"]) assert.ok(happened.includes(words), happened);
  });
}
