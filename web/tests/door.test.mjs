import { test } from "node:test";
import { accessible, fits, open, phone, signIn, sit, tablet } from "./harness.mjs";

test("the public pages and everybody's first page are accessible and fit a phone and a tablet", async () => {
  const browser = await open();
  try {
    for (const viewport of [phone, tablet]) {
      const visitor = await sit(browser, { viewport });
      for (const path of ["/", "/enquire", "/first-call", "/sign-in", "/nothing-here"]) {
        await visitor.goto(path);
        await accessible(visitor);
        await fits(visitor);
      }
      for (const who of ["priya", "martin", "grace", "joan", "ruth", "sam"]) {
        const page = await sit(browser, { viewport });
        await signIn(page, who);
        await accessible(page);
        await fits(page);
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
  }
});

test("signing in works without JavaScript", async () => {
  const browser = await open();
  try {
    const page = await sit(browser, { javaScriptEnabled: false });
    await signIn(page, "priya");
  } finally {
    await browser.close();
  }
});
