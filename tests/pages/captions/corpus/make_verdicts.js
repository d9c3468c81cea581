// Writes verdicts.json: what the W3C parser (npm webvtt-parser) says of each file beside this script. How to run it: README.md.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const require_from_caller = createRequire(path.join(process.cwd(), "any.js"));
const { WebVTTParser } = require_from_caller("webvtt-parser");
const { version } = require_from_caller("webvtt-parser/package.json");

const verdicts = {};
for (const name of fs.readdirSync(__dirname).filter((name) => name.endsWith(".vtt")).sort()) {
  const { errors } = new WebVTTParser().parse(fs.readFileSync(path.join(__dirname, name), "utf8"));
  verdicts[name] = errors.map(({ line, message }) => `${line}: ${message}`);
}
const golden = { parser: "webvtt-parser", version, verdicts };
fs.writeFileSync(path.join(__dirname, "verdicts.json"), JSON.stringify(golden, null, 1) + "\n");
