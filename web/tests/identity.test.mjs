// Passkeys in a real browser, with authenticators that the browser itself plays: making one, coming in by
// it, a second as the spare, one that is not ours, changing places at the centre's tablet, and showing again
// that it is you.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, api, at, cast, fits, open, password, phone, tablet } from "./harness.mjs";

// Passkeys are bound to a name; the address by numbers has none.
const home = at.replace("127.0.0.1", "localhost");

let browser;
before(async () => {
  browser = await open();
});
after(async () => {
  await browser.close();
});

// Somebody new, so that nobody of the cast is asked for a second step afterwards.
let many = 0;
async function newcomer() {
  many += 1;
  const username = `newcomer-${process.pid}-${many}`;
  const { status, body } = await api("priya", cast, "POST", "/staff", {
    name: `Newcomer ${many}`, role: "volunteer", sign_in: { username, password },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { username, name: `Newcomer ${many}` };
}

async function desk() {
  const context = await browser.newContext({ baseURL: home, viewport: tablet, bypassCSP: true, locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => { throw error; });
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  return { context, page, devices };
}

// Plugs an authenticator in; its owner is recognised by it, or not.
async function plug(devices, { isUserVerified = true } = {}) {
  const { authenticatorId } = await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

// Takes it out, and answers what it holds, to be plugged in again.
async function unplug(devices, authenticatorId) {
  const { credentials } = await devices.send("WebAuthn.getCredentials", { authenticatorId });
  await devices.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  return credentials;
}

async function plugAgain(devices, credentials) {
  const authenticatorId = await plug(devices);
  for (const credential of credentials) await devices.send("WebAuthn.addCredential", { authenticatorId, credential });
  return authenticatorId;
}

async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
}

async function typePassword(page, who, { shared = false } = {}) {
  await page.goto("/sign-in");
  await page.getByLabel("Your sign-in name").fill(who.username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  if (shared) await page.getByLabel("This is the centre’s tablet").first().check();
  await press(page, "Sign in");
}

async function isIn(page, who) {
  await page.getByRole("button", { name: "Sign out", exact: true }).waitFor();
  assert.match(await page.locator("header").innerText(), new RegExp(who.name));
}

async function makePasskey(page, called) {
  await page.goto("/security/passkeys/new");
  await page.getByLabel("What will you call it?").fill(called);
  await press(page, "Make the passkey");
  await page.getByRole("heading", { name: "Your sign-in" }).waitFor();
  assert.match(await page.locator("main").innerText(), new RegExp(called));
}

test("a passkey is made, opens the sign-in by itself, and a second one is the spare", async () => {
  const who = await newcomer();
  const { context, page, devices } = await desk();
  await typePassword(page, who);
  await isIn(page, who);
  const first = await plug(devices);
  await makePasskey(page, "My tablet");
  const kept = await unplug(devices, first);
  assert.equal(kept.length, 1);
  const second = await plug(devices);
  await makePasskey(page, "Key in the drawer");
  for (const viewport of [tablet, phone]) {
    await page.setViewportSize(viewport);
    await accessible(page);
    await fits(page);
  }
  await page.setViewportSize(tablet);

  // By the second alone, without a name being typed.
  await press(page, "Sign out");
  await page.goto("/sign-in");
  await accessible(page);
  await press(page, "Sign in with a passkey");
  await isIn(page, who);

  // The second is lost: the first opens, as the second step after the password too.
  await unplug(devices, second);
  await plugAgain(devices, kept);
  await press(page, "Sign out");
  await typePassword(page, who);
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await accessible(page);
  await page.goto("/rota");
  assert.equal(await page.getByRole("button", { name: "Sign out", exact: true }).count(), 0);
  await page.goto("/sign-in/second");
  await press(page, "Use your passkey");
  await isIn(page, who);

  // The lost one is taken away, and the last one cannot be.
  await page.goto("/security");
  const lost = page.locator(".govuk-summary-list__row", { hasText: "Key in the drawer" });
  await lost.getByRole("link", { name: /Take away/ }).click();
  await press(page, "Take away");
  await page.getByRole("heading", { name: "Your sign-in" }).waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /Key in the drawer/);
  await page.getByRole("link", { name: /Take away/ }).first().click();
  await press(page, "Take away");
  await page.getByText("This is the only second step that you have.").first().waitFor();
  await context.close();
});

test("a device that is not ours, or does not know its owner, opens nothing", async () => {
  const [who, other] = [await newcomer(), await newcomer()];
  const { context, page, devices } = await desk();
  const own = await plug(devices);
  await typePassword(page, who);
  await makePasskey(page, "Mine");
  const mine = await unplug(devices, own);
  await press(page, "Sign out");
  const theirs = await plug(devices);
  await typePassword(page, other);
  await isIn(page, other);
  await makePasskey(page, "Theirs");
  await press(page, "Sign out");

  // The other's device, as the second step of a sign-in that is not the other's.
  await typePassword(page, who);
  await press(page, "Use your passkey");
  await page.getByText("That did not work. Try again.").waitFor();
  await unplug(devices, theirs);

  // No device of ours at all.
  const empty = await plug(devices);
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  await page.getByText("That did not work. Try again.").waitFor();
  await unplug(devices, empty);

  // The right device in the hand of somebody whom it does not know.
  const held = await plugAgain(devices, mine);
  await devices.send("WebAuthn.setUserVerified", { authenticatorId: held, isUserVerified: false });
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  await page.getByText("That did not work. Try again.").waitFor();
  await devices.send("WebAuthn.setUserVerified", { authenticatorId: held, isUserVerified: true });

  // An answer that was given once is worth nothing the second time.
  let sent;
  page.on("request", (request) => {
    if (request.url().endsWith("/sign-in/passkey")) sent = request.postData();
  });
  await press(page, "Sign in with a passkey");
  await isIn(page, who);
  await press(page, "Sign out");
  await page.goto("/sign-in");
  const credential = new URLSearchParams(sent).get("credential");
  await page.locator("form[data-passkey]").evaluate((form, value) => {
    form.elements.credential.value = value;
    form.submit();
  }, credential);
  await page.getByText("This passkey does not open this sign-in").first().waitFor();
  await context.close();
});

test("colleagues change places at the tablet by a PIN, and what matters most asks again who is there", async () => {
  const who = await newcomer();
  const { context, page, devices } = await desk();
  await plug(devices);
  await typePassword(page, who, { shared: true });
  await isIn(page, who);
  await makePasskey(page, "The tablet");
  await page.goto("/security/pin");
  await accessible(page);
  await page.getByLabel("Choose a PIN", { exact: true }).fill("4823");
  await press(page, "Set the PIN");
  await page.getByRole("heading", { name: "Your sign-in" }).waitFor();

  await page.getByRole("link", { name: "Change places" }).click();
  await accessible(page);
  await page.setViewportSize(phone);
  await fits(page);
  await page.setViewportSize(tablet);
  await page.getByLabel(who.name).check();
  await page.getByLabel("Your PIN on this tablet").fill("1111");
  await press(page, "Change places");
  await page.getByText("This PIN is not right").first().waitFor();
  await page.getByLabel(who.name).check();
  await page.getByLabel("Your PIN on this tablet").fill("4823");
  await press(page, "Change places");
  await isIn(page, who);

  // The day's work opens; the secret address of a calendar asks again, and leads back to where one was.
  await page.goto("/rota");
  await isIn(page, who);
  await page.goto("/my/calendar");
  await page.getByRole("heading", { name: "Is it you?" }).waitFor();
  await accessible(page);
  await page.setViewportSize(phone);
  await fits(page);
  await page.setViewportSize(tablet);
  await press(page, "Use your passkey");
  await page.getByRole("heading", { name: "Your times in your own calendar" }).waitFor();
  await context.close();
});

test("an authenticator app is set up from a picture or by hand", async () => {
  const who = await newcomer();
  const { context, page } = await desk();
  await typePassword(page, who);
  await isIn(page, who);
  await page.goto("/security/app");
  for (const viewport of [tablet, phone]) {
    await page.setViewportSize(viewport);
    await accessible(page);
    await fits(page);
  }
  assert.ok(await page.getByRole("img", { name: "A picture that your authenticator app reads" }).isVisible());
  await page.getByLabel("Six digits from your authenticator app").fill("123");
  await press(page, "Finish");
  await page.getByText("This code is not right").first().waitFor();
  await context.close();
});
