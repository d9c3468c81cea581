// Relay: its compiler accepts the contract, and its store pages through a list and reads an object anew by its id.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import relay from "relay-runtime";

import { expectedIds, idsOf, PAGE_SIZES } from "./resources.mjs";
import { ask } from "./server.mjs";

const { createOperationDescriptor, Environment, fetchQuery, getSingularSelector, Network, RecordSource, Store } = relay;

const CLIENTS = fileURLToPath(new URL(".", import.meta.url));
const ARTEFACTS = `${CLIENTS}generated/relay/`;
const artefact = (name) => createRequire(import.meta.url)(`${ARTEFACTS}${name}.graphql.js`);

before(() => {
  rmSync(ARTEFACTS, { recursive: true, force: true });
  mkdirSync(ARTEFACTS, { recursive: true });
  execFileSync(`${CLIENTS}node_modules/.bin/relay-compiler`, ["relay.config.json"], { cwd: CLIENTS });
});

const environment = () =>
  new Environment({
    network: Network.create(({ text }, variables) => ask(text, variables)),
    store: new Store(new RecordSource()),
  });

/** What a component sees through a fragment. */
const seen = (relayEnvironment, fragment, parent) =>
  relayEnvironment.lookup(getSingularSelector(artefact(fragment), parent)).data;

async function read(relayEnvironment, name, variables) {
  const operation = createOperationDescriptor(artefact(name), variables);
  relayEnvironment.retain(operation);
  await fetchQuery(relayEnvironment, artefact(name), variables).toPromise();
  return relayEnvironment.lookup(operation.fragment).data;
}

test("Relay grows a list by 25 items in its store, without a duplicate or a gap", async () => {
  const relayEnvironment = environment();
  const [first, ...rest] = PAGE_SIZES;
  const root = await read(relayEnvironment, "ResourceListQuery", { count: first, locale: "EN" });
  const list = () => seen(relayEnvironment, "ResourceList_list", root).resources;

  for (const count of rest) {
    await read(relayEnvironment, "ResourceListPaginationQuery", { count, cursor: list().pageInfo.endCursor, locale: "EN" });
  }

  assert.deepEqual(idsOf(list()), await expectedIds("EN"));
});

test("Relay reads a card anew by its id alone, in the language it was read in", async () => {
  const listed = environment();
  const root = await read(listed, "ResourceListQuery", { count: 1, locale: "EN" });
  const [{ node }] = seen(listed, "ResourceList_list", root).resources.edges;
  const alone = environment();

  const { node: again } = await read(alone, "ResourceCardQuery", { id: node.id });

  const card = seen(listed, "ResourceList_card", node);
  assert.equal(typeof card.title, "string");
  assert.deepEqual(seen(alone, "ResourceList_card", again), card);
});
