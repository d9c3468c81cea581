// urql: its cache, which knows the schema, merges the pages of a connection, over GET and over POST.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { introspectionFromSchema } from "graphql";

import { schema } from "./contract.mjs";
import { expectedIds, idsOf, PAGE_SIZES, RESOURCE_PAGES } from "./resources.mjs";
import { ENDPOINT } from "./server.mjs";

function urql(preferGetMethod, methods) {
  return new Client({
    url: ENDPOINT,
    preferGetMethod,
    fetch: (address, options) => {
      methods.push(options.method);
      return fetch(address, options);
    },
    exchanges: [
      cacheExchange({
        schema: introspectionFromSchema(schema),
        resolvers: { Query: { resources: relayPagination() } },
      }),
      fetchExchange,
    ],
  });
}

for (const [preferGetMethod, method] of [
  [false, "POST"],
  ["force", "GET"],
]) {
  test(`urql reads 25 items without a duplicate or a gap, by ${method}`, async () => {
    const methods = [];
    const client = urql(preferGetMethod, methods);
    let resources = { pageInfo: { endCursor: null } };

    for (const first of PAGE_SIZES) {
      const variables = { first, after: resources.pageInfo.endCursor, locale: "FR" };
      const { data, error } = await client.query(RESOURCE_PAGES, variables).toPromise();
      assert.equal(error, undefined);
      resources = data.resources;
    }

    assert.deepEqual(idsOf(resources), await expectedIds("FR"));
    assert.deepEqual(methods, [method, method, method]);
  });
}
