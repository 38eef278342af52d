// A parent's own place: the sign-in that staff give, and reading everything that can be reached in it.
import assert from "node:assert/strict";
import { accessible, at, fits, password } from "../harness.mjs";
import { follow, goTo, press, write } from "./page.mjs";

// Staff give an adult of a family a sign-in. Answers the name they sign in with.
export async function givesSignIn(staff, family, side, name) {
  const username = `reader-${family[side].slice(0, 8)}`;
  await goTo(staff, `${family.path}/people`, "before a sign-in");
  await follow(staff, "Give a sign-in", { within: staff.getByRole("row").filter({ hasText: name }) });
  await write(staff, "Name to sign in with", username);
  await staff.getByLabel("First password", { exact: true }).fill(password);
  await press(staff, "Make the sign-in", { state: "made" });
  return username;
}

// The words of the contact details of the other side that this side does not know as well.
export function secrets(referral, side) {
  const other = side === "resident" ? "visiting" : "resident";
  const known = JSON.stringify(referral[side]);
  return Object.entries(referral[other].contact)
    .filter(([name]) => !["safe_channel"].includes(name))
    .flatMap(([, words]) => words.split(/\n|, /))
    .filter((words) => words.length > 5 && !known.includes(words));
}

// Follows every link of one's own place. No page is kept by the browser, says where one is in its title, or holds
// any of the hidden words; each can be left at once, fits, and is accessible, and by keyboard alone if that is asked.
// Answers what was read.
export async function readsEverything(page, hidden, { byKeyboard = false } = {}) {
  const queue = ["/"];
  const seen = new Set(queue);
  while (queue.length) {
    const path = queue.shift();
    const answer = await page.goto(path);
    assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
    assert.equal(answer.headers()["cache-control"], "no-store", `${path} is not kept`);
    const html = await page.content();
    for (const words of hidden) assert.ok(!html.includes(words), `${path} tells: ${words}`);
    assert.doesNotMatch(await page.title(), /alongside|contact centre|larkfield/i);
    assert.ok(await page.getByRole("link", { name: "Exit this page" }).count(), `${path} cannot be left at once`);
    if (page.runsScripts) await accessible(page);
    await fits(page);
    if (byKeyboard) await reachesEverything(page);
    const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
      const to = new URL(link);
      if (to.origin !== new URL(at).origin || to.pathname === "/leave" || to.hash || seen.has(to.pathname)) continue;
      seen.add(to.pathname);
      queue.push(to.pathname);
    }
  }
  return seen;
}

// Everything on a page that can be pressed or filled in has the focus in its turn, when nothing but Tab is pressed; of
// questions with one answer, one of the answers, from which the arrows lead on.
async function reachesEverything(page) {
  const count = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
    const known = (one) => (one.type === "radio" ? `one of ${one.form?.action} ${one.name}` : one);
    const waiting = new Set(all.map(known));
    window.reached = () => waiting.delete(known(document.activeElement));
    window.unreached = () => [...waiting].map((one) => one.outerHTML?.slice(0, 120) ?? one);
    document.activeElement?.blur();
    return all.length;
  });
  // A day and a time have several stops within them.
  for (let presses = 0; presses < count * 2 + 10; presses += 1) {
    await page.keyboard.press("Tab");
    await page.evaluate(() => window.reached());
  }
  assert.deepEqual(await page.evaluate(() => window.unreached()), [], `${page.url()} cannot be used by keyboard alone`);
}

// Goes on with the Tab key alone until this has the focus.
export async function reaches(page, what) {
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press("Tab");
    if (await what.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail("it is not reached by Tab");
}
