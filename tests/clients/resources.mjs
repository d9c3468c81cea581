// What every client must arrive at: the resources as one plain request lists them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { parse } from "graphql";

import { ask } from "./server.mjs";

/** How many items the clients read, and how many each page asks for: the last one is short. */
export const WANTED = 25;
export const PAGE_SIZES = [10, 10, 5];

export const RESOURCE_PAGES = parse(readFileSync(new URL("resources.graphql", import.meta.url), "utf8"));

/** The ids of the first WANTED resources in a language, in order, read without any client. */
export async function expectedIds(locale) {
  const query = "query Ids($first: Int!, $locale: Locale!) { resources(first: $first, locale: $locale) { nodes { id } } }";
  const { data } = await ask(query, { first: WANTED, locale });
  const ids = data.resources.nodes.map(({ id }) => id);
  assert.equal(new Set(ids).size, WANTED, "The site must hold 25 resources: `manage.py generate_content` makes them.");
  return ids;
}

export const idsOf = ({ edges }) => edges.map(({ node }) => node.id);
