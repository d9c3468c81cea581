// graphql-eslint finds nothing to say about the contract, and would say it.
import assert from "node:assert/strict";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { ESLint } from "eslint";

import { operationFiles, ROOT } from "./contract.mjs";

const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: fileURLToPath(new URL("eslint.config.mjs", import.meta.url)) });

const findings = (results) =>
  results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${relative(ROOT, filePath)}:${line} ${ruleId ?? ""} ${message}`),
  );

test("the schema and all operations were looked at, and nothing was found", async () => {
  const results = await eslint.lintFiles(["graphql/**/*.graphql"]);

  assert.deepEqual(findings(results), []);
  assert.deepEqual(results.map(({ filePath }) => relative(ROOT, filePath)).sort(), [...operationFiles, "graphql/schema.graphql"]);
});

test("flaws of an operation are found", async () => {
  const results = await eslint.lintText("query Broken($unused: Int) { nothing }", { filePath: `${ROOT}graphql/operations/Broken.graphql` });

  assert.deepEqual(findings(results), [
    'graphql/operations/Broken.graphql:1 @graphql-eslint/no-unused-variables Variable "$unused" is never used in operation "Broken".',
    'graphql/operations/Broken.graphql:1 @graphql-eslint/fields-on-correct-type Cannot query field "nothing" on type "Query".',
  ]);
});

test("flaws of a schema are found: missing descriptions, and what Relay could not read", async () => {
  const broken = `
    type Query { things(first: Int): ThingConnection! }
    type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo }
    type ThingEdge { cursor: String! }
    type PageInfo { hasNextPage: Boolean }`;

  const [{ messages }] = await eslint.lintText(broken, { filePath: `${ROOT}graphql/schema.graphql` });

  assert.deepEqual(
    [...new Set(messages.map(({ ruleId }) => ruleId))].filter((rule) => /relay-|description/.test(rule)).sort(),
    ["relay-arguments", "relay-connection-types", "relay-edge-types", "relay-page-info", "require-description"].map(
      (rule) => `@graphql-eslint/${rule}`,
    ),
  );
});
