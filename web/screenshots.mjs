// Every page at three widths, into a folder. Pages are found by following links from each person's
// first page, so a new page is photographed without being listed here.
import { mkdirSync } from "node:fs";
import { open, signIn, sit } from "./tests/harness.mjs";

const folder = process.argv[2] ?? "../screenshots";
const people = (process.argv[3] ?? ",priya,martin,grace,joan,ruth,sam,resident,visiting").split(",");
const widths = (process.argv[4] ?? "390,820,1280").split(",").map(Number);
mkdirSync(folder, { recursive: true });

// One picture for each kind of page: identifiers and dates in a path are the same page.
const kind = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id").replace(/\d{4}-\d{2}-\d{2}/g, "day").replace(/\?.*/, "");
const stays = (path) => path.startsWith("/") && !/^\/(assets|leave|sign-out|api)/.test(path) && !path.includes("/document");

const browser = await open();
for (const who of people) {
  const page = await sit(browser, { viewport: { width: 1280, height: 900 } });
  if (who) await signIn(page, who);
  const seen = new Set();
  const queue = ["/"];
  while (queue.length > 0) {
    const path = queue.shift();
    if (seen.has(kind(path))) continue;
    seen.add(kind(path));
    // A file to download is not a page.
    const answer = await page.goto(path).catch(() => null);
    if (!answer || !(answer.headers()["content-type"] ?? "").includes("html")) continue;
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 500 ? 844 : 1180 });
      const name = `${who || "public"}${kind(path).replace(/[^a-z0-9]+/g, "-")}-${width}.png`;
      await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
    }
    const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
    for (const link of links) if (link && stays(link)) queue.push(link.split("#")[0]);
  }
  await page.context().close();
}
await browser.close();
