// A child at the centre's tablet: with scripts and without, by finger and by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, at, desk, fits, open, phone, see, signIn, sit, tablet } from "./harness.mjs";

let browser;
before(async () => { browser = await open(); });
after(async () => { await browser.close(); });

// Staff give the tablet to a child of a visit of that day.
async function give(page, band, when) {
  const { items } = await see("priya", "/visits?day=2026-11-21&limit=100");
  const visit = items.find((one) => !["cancelled", "refused", "no-show"].includes(one.state));
  await signIn(page, "priya");
  await page.goto(`/visits/${visit.id}/children`);
  await accessible(page);
  await page.locator('input[name="child"]').first().check();
  await page.locator(`input[name="when"][value="${when}"]`).check();
  await page.locator('select[name="band"]').selectOption(band);
  await page.getByRole("button", { name: "Give the tablet to the child" }).click();
  await page.getByRole("heading", { name: /^Hello / }).waitFor();
}

async function stands(page) {
  await accessible(page);
  await fits(page);
  // A finger finds every way on: 60 pixels at least.
  for (const button of await page.locator(".as-asks__button, .as-picture").all()) {
    const box = await button.boundingBox();
    assert.ok(box.height >= 60, `a target of ${box.height}px on ${page.url()}`);
  }
}

for (const [width, viewport] of [["a tablet", tablet], ["a telephone", phone], ["a desk", desk]]) {
  test(`a child of five at ${width} chooses pictures, draws with a finger and is done`, () => draws(viewport));
  test(`a child of ten at ${width} goes through by keyboard alone, without scripts`, () => writes(viewport));
}

async function draws(viewport) {
  const page = await sit(browser, { viewport });
  await give(page, "5-7", "before");
  await stands(page);
  await page.goto("/families");
  assert.equal(new URL(page.url()).pathname, "/child", "nothing else opens");
  await page.getByRole("link", { name: "Start" }).click();
  await stands(page);
  await page.getByText("Good", { exact: true }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "How big is your worry?" }).waitFor();
  await stands(page);
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByText("Yes", { exact: true }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Build", { exact: true }).click();
  await page.getByText("A snack", { exact: true }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "Would you like to draw?" }).waitFor();
  const paper = await page.locator("canvas").boundingBox();
  await page.mouse.move(paper.x + 100, paper.y + 100);
  await page.mouse.down();
  await page.mouse.move(paper.x + 300, paper.y + 200, { steps: 12 });
  await page.mouse.up();
  await stands(page);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "Is there something you want to say?" }).waitFor();
  await page.getByRole("button", { name: "Stop now" }).click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await stands(page);
  await page.goBack();
  assert.equal(await page.locator("input:checked").count(), 0, "nothing is left behind");
  await page.context().close();
}

async function writes(viewport) {
  const page = await sit(browser, { viewport, javaScriptEnabled: false });
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const { items } = await see("priya", "/visits?day=2026-11-21&limit=100");
  const visit = items.find((one) => !["cancelled", "refused", "no-show"].includes(one.state));
  await signIn(page, "priya");
  await page.goto(`/visits/${visit.id}/children`);
  await page.locator('input[name="child"]').first().check();
  await page.locator('input[name="when"][value="after"]').check();
  await page.locator('select[name="band"]').selectOption("8-11");
  await page.getByRole("button", { name: "Give the tablet to the child" }).click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
  await press("Tab", "Enter");
  await page.getByRole("heading", { name: "How do you feel now?" }).waitFor();
  await press("Tab", "Space", "Tab", "Enter");
  await page.getByRole("heading", { name: "How big is your worry?" }).waitFor();
  await press("Tab", "Tab", "Tab", "Enter");
  await page.getByRole("heading", { name: "Do you want to come again?" }).waitFor();
  await press("Tab", "Tab", "Tab", "Enter");
  await page.getByRole("heading", { name: "Is there something you want to say about today?" }).waitFor();
  await press("Tab");
  await page.keyboard.type("We built a tower.");
  await press("Tab", "Tab", "Enter");
  await page.getByRole("heading", { name: "Would you like to draw how it was?" }).waitFor();
  await page.getByText("You can draw on paper").waitFor();
  await page.getByRole("button", { name: "Stop now" }).focus();
  await press("Enter");
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await page.goto(`${at}/leave`);
  assert.equal(new URL(page.url()).pathname, "/child");
  await page.context().close();
}
