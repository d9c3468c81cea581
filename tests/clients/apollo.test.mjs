// Apollo Client: its cache merges the pages of a connection, and keeps the languages of one object apart.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom } from "rxjs";

import { possibleTypes } from "./contract.mjs";
import { expectedIds, idsOf, PAGE_SIZES, RESOURCE_PAGES } from "./resources.mjs";
import { ENDPOINT } from "./server.mjs";

const apollo = (options = {}) =>
  new ApolloClient({
    link: new HttpLink({ uri: ENDPOINT, ...options }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { Query: { fields: { resources: relayStylePagination(["locale"]) } } },
    }),
  });

const listed = (client, locale) =>
  client.readQuery({ query: RESOURCE_PAGES, variables: { first: PAGE_SIZES[0], locale } }).resources;

/** As a list that a reader scrolls: what is shown first, then more after the last item of the cache. */
async function pageThrough(client, locale) {
  const [first, ...rest] = PAGE_SIZES;
  const list = client.watchQuery({ query: RESOURCE_PAGES, variables: { first, locale } });
  const watching = list.subscribe({});
  await firstValueFrom(list.pipe(filter(({ dataState }) => dataState === "complete")));
  for (const size of rest) {
    await list.fetchMore({ variables: { first: size, after: listed(client, locale).pageInfo.endCursor } });
  }
  watching.unsubscribe();
}

for (const useGETForQueries of [false, true]) {
  test(`Apollo Client reads 25 items without a duplicate or a gap, by ${useGETForQueries ? "GET" : "POST"}`, async () => {
    const client = apollo({ useGETForQueries });

    await pageThrough(client, "FR");

    assert.deepEqual(idsOf(listed(client, "FR")), await expectedIds("FR"));
  });
}

test("Apollo Client keeps two languages of one list in one cache", async () => {
  const client = apollo();

  await pageThrough(client, "FR");
  const french = listed(client, "FR");
  await pageThrough(client, "EN");

  assert.deepEqual(listed(client, "FR"), french);
  assert.deepEqual(idsOf(listed(client, "EN")), await expectedIds("EN"));
});
