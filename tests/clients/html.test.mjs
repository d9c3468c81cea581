// Every kind of screen of the website is valid HTML in every language, by the validator of the W3C (vnu).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const vnu = createRequire(import.meta.url)("vnu-jar");
const screens = Object.entries(JSON.parse(process.env.CLUB_SCREENS));
const folder = mkdtempSync(join(tmpdir(), "club-html-"));

// Safari calls a list without bullets no list unless its role says so; the validator calls that unnecessary.
const WANTED = /^The “list” role is unnecessary for element “[uo]l”\.$/;

/** What the validator says of files, by their names: errors and warnings. */
function validated(files) {
  const { stdout, error } = spawnSync("java", ["-jar", vnu, "--format", "json", "--stdout", "--exit-zero-always", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(error, undefined, `The validator needs Java: ${error?.message}`);
  const said = {};
  for (const { type, subType, url, lastLine, message } of JSON.parse(stdout).messages) {
    if ((type === "error" || subType === "warning") && !WANTED.test(message)) (said[url.split("/").pop()] ??= []).push(`${lastLine}: ${message}`);
  }
  return said;
}

before(async () => {
  for (const [name, address] of screens) {
    const response = await fetch(process.env.CLUB_SERVER + address, { redirect: "follow" });
    writeFileSync(join(folder, `${name}.html`), await response.text());
  }
});

after(() => rmSync(folder, { recursive: true }));

test("the validator finds a flaw", () => {
  const file = join(folder, "flawed.html");
  writeFileSync(file, '<!doctype html><html lang="fr"><title>x</title><p><div>y</div></p></html>');
  assert.deepEqual(validated([file]), { "flawed.html": ["1: No “p” element in scope but a “p” end tag seen."] });
});

test(`the ${screens.length} screens of the website are valid HTML`, () => {
  assert.deepEqual(validated(screens.map(([name]) => join(folder, `${name}.html`))), {});
});
