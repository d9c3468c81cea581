// Lighthouse on addresses given as JSON, [[name, address], …], each so many times: one line of JSON a run, on standard output.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [addresses, rounds] = [JSON.parse(process.argv[2]), Number(process.argv[3])];
const MOST_FAILURES = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

for (const [name, address] of addresses) {
  let failures = 0;
  for (let round = 0; round < rounds; round += 1) {
    // A browser of its own each time: nothing is in its caches.
    const browser = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
    try {
      // The screen of what is not there is answered with 404, which Lighthouse takes for none unless it is told.
      const ignoreStatusCode = name.startsWith("not-there");
      const flags = { port: browser.port, output: "json", logLevel: "silent", onlyCategories: CATEGORIES, ignoreStatusCode };
      const { lhr } = await lighthouse(address, flags);
      if (lhr.audits["largest-contentful-paint"].numericValue === undefined) {
        // On a busy machine the browser sometimes paints nothing in time: another one is asked.
        failures += 1;
        if (failures > MOST_FAILURES) throw new Error(`${name}: ${lhr.runtimeError?.message ?? "nothing was painted"}`);
        round -= 1;
        continue;
      }
      // What stands in for a picture until it has come is part of the page: Lighthouse lists it, nobody sends it.
      const requests = lhr.audits["network-requests"].details.items.filter(({ url }) => !url.startsWith("data:"));
      const result = {
        name,
        scores: Object.fromEntries(CATEGORIES.map((category) => [category, Math.round(lhr.categories[category].score * 100)])),
        lcpMs: lhr.audits["largest-contentful-paint"].numericValue,
        cls: lhr.audits["cumulative-layout-shift"].numericValue,
        bytes: requests.reduce((sum, { transferSize }) => sum + transferSize, 0),
        requests: requests.length,
        failed: Object.values(lhr.audits)
          .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
          .map(({ id }) => id),
      };
      console.log(JSON.stringify(result));
    } finally {
      browser.kill();
    }
  }
}
