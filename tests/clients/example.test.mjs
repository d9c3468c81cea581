// The example of the guide, docs/examples/list-guides.mjs: run as a reader would, it prints what a plain request finds.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { ROOT } from "./contract.mjs";
import { ask } from "./server.mjs";

const THEME = "harcelement-en-ligne";

const EVERYTHING = `query Everything($theme: String!) {
  resources(filter: { themes: [$theme], types: [GUIDE] }, orderBy: TITLE, locale: EN, first: 50) {
    nodes { title path bodyText body { ... on HelplineBlock { helpline { operator number isOpen } } } }
  }
}`;

const listGuides = (...words) => execFileSync("node", [`${ROOT}docs/examples/list-guides.mjs`, ...words], { encoding: "utf8" });

test("the example lists all guides of a theme over several pages, and prints the first with its helplines", async () => {
  const printed = listGuides(THEME, "EN");

  const { nodes } = (await ask(EVERYTHING, { theme: THEME })).data.resources;
  const [first] = nodes;
  const calls = first.body.filter(({ helpline }) => helpline).map(({ helpline }) => `Call ${helpline.number} (${helpline.operator}): `);
  assert(nodes.length > 2 && calls.length > 0);
  const [list, title, ...rest] = printed.split("\n\n");
  assert.deepEqual(list.split("\n"), nodes.map((guide) => `${guide.title} (${guide.path})`));
  assert.equal(title, first.title);
  assert.equal(rest.slice(0, -1).join("\n\n"), first.bodyText);
  const lines = rest.at(-1).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => line.replace(/(open now|closed(, opens .+)?)$/, "")), calls);
});

test("a theme that nobody has prints nothing", () => {
  assert.equal(listGuides("rien"), "");
});
