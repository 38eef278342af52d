// A visitor and a member of staff talk to each other at every width: as it comes, by keyboard alone, and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, api, cast, desk, fits, open, opensChats, phone, see, signIn, sit, tablet } from "./harness.mjs";

let browser;
before(async () => {
  browser = await open();
  await opensChats();
});
after(async () => {
  await browser.close();
});

async function begins(page, name, words) {
  await page.goto("/chat");
  await page.getByLabel("What would you like to be called?").fill(name);
  await page.getByLabel("What would you like to ask?").fill(words);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Somebody will be with you soon" }).waitFor();
}

for (const [width, visits, answers] of [["a telephone", phone, tablet], ["a tablet", tablet, desk], ["a desk", desk, phone]]) {
  test(`a visitor at ${width} and a member of staff talk, and each word arrives by itself`, () => talk(visits, answers));
}

async function talk(visits, answers) {
  const visitor = await sit(browser, { viewport: visits });
  await visitor.goto("/chat");
  await accessible(visitor);
  await fits(visitor);
  const staff = await sit(browser, { viewport: answers });
  await signIn(staff, "priya");
  await staff.goto("/chats");
  // Another may wait from before.
  const name = `Leanne ${Date.now()}`;
  await begins(visitor, name, "Is it safe to come by bus?");
  await accessible(visitor);
  // The list shows the new chat by itself.
  await staff.getByRole("link", { name }).click();
  await staff.getByRole("button", { name: "Take this chat" }).click();
  await visitor.getByRole("heading", { name: "You are talking to us" }).waitFor();
  await staff.getByLabel("Your words").fill("Hello Leanne. Yes, it stops right here.");
  await staff.getByLabel("Your words").press("Enter");
  await visitor.getByText("Hello Leanne. Yes, it stops right here.").waitFor();
  await visitor.getByLabel("What you say").fill("Thank you <3");
  await visitor.getByLabel("What you say").press("Enter");
  await staff.getByText("Thank you <3").waitFor();
  // The answer to what was sent may come later than the words arrive on the other side.
  await visitor.waitForFunction(() => document.querySelector("textarea").value === "");
  for (const page of [visitor, staff]) {
    await accessible(page);
    await fits(page);
  }
  // Whoever is typing when it ends keeps their words, and is told when they let go of them.
  await staff.getByLabel("Your words").pressSequentially("One more thing");
  await visitor.getByRole("button", { name: "End the chat" }).click();
  await visitor.getByRole("heading", { name: "The chat has ended" }).waitFor();
  assert.equal(await staff.getByLabel("Your words").inputValue(), "One more thing");
  await staff.getByLabel("Your words").fill("");
  await staff.getByText("This chat has ended").waitFor();
  await accessible(visitor);
  await visitor.getByLabel("No", { exact: true }).check();
  await visitor.getByLabel("Do not contact me").check();
  await visitor.getByRole("button", { name: "Finish" }).click();
  await visitor.getByRole("heading", { name: "Thank you" }).waitFor();
  await visitor.context().close();
  await staff.context().close();
}

test("a visitor without scripts talks by loading the page anew, by keyboard alone", async () => {
  const visitor = await sit(browser, { viewport: phone, javaScriptEnabled: false });
  const name = `Kim ${Date.now()}`;
  await begins(visitor, name, "I have an old telephone.");
  await fits(visitor);
  const chat = (await see("priya", "/chats")).items.find((one) => one.name === name);
  await api("priya", cast, "POST", `/chats/${chat.id}/taking`, {});
  await api("priya", cast, "POST", `/chats/${chat.id}/answers`, { words: "That is all right." });
  await visitor.goto("/chat");
  await visitor.getByText("That is all right.").waitFor();
  await visitor.getByLabel("What you say").focus();
  await visitor.keyboard.type("Good.");
  await visitor.keyboard.press("Tab");
  await visitor.keyboard.press("Enter");
  await visitor.getByText("Good.").waitFor();
  await api("priya", cast, "POST", `/chats/${chat.id}/ending`, {});
  await visitor.getByRole("button", { name: "Look for an answer" }).click();
  await visitor.getByRole("heading", { name: "The chat has ended" }).waitFor();
  await visitor.context().close();
});
