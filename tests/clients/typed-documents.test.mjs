// graphql-codegen makes a typed document of every operation, and strict TypeScript accepts them and what is written with them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { operationNames } from "./contract.mjs";

const CLIENTS = fileURLToPath(new URL(".", import.meta.url));
const run = (program, ...words) => execFileSync(`${CLIENTS}node_modules/.bin/${program}`, words, { cwd: CLIENTS, encoding: "utf8" });

test("every operation has its typed document", () => {
  run("graphql-codegen", "--config", "codegen.config.mjs");

  const written = readFileSync(`${CLIENTS}generated/documents/graphql.ts`, "utf8");
  const documents = [...written.matchAll(/^export const (\w+)Document = .* as unknown as DocumentNode<\1(?:Query|Mutation), \1(?:Query|Mutation)Variables>;$/gm)];
  assert.deepEqual(documents.map(([, name]) => name).sort(), [...operationNames, "ResourcePages"].sort());
});

test("tsc --strict accepts them, and what is written with them", () => {
  try {
    run("tsc", "--project", "tsconfig.json");
  } catch (refused) {
    assert.fail(refused.stdout);
  }
});
