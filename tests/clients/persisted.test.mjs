// Documents by their id, as clients ask for them: what they persist by themselves, and the trusted ones of the contract.
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { parse } from "graphql";

import { possibleTypes, ROOT } from "./contract.mjs";
import { ask, ENDPOINT } from "./server.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** An operation that the server cannot know yet. */
const unknown = () => parse(`query Unknown${randomUUID().replaceAll("-", "")} { site { name } }`);

/** fetch, which notes of each request whether it brings the text of the operation. */
function noting(requests) {
  return (address, options) => {
    const sent = options.method === "GET" ? Object.fromEntries(new URL(address).searchParams) : JSON.parse(options.body);
    requests.push("query" in sent ? "id and text" : "id");
    return fetch(address, options);
  };
}

const apollo = (hashing, http) =>
  new ApolloClient({
    link: ApolloLink.from([new PersistedQueryLink(hashing), new HttpLink({ uri: ENDPOINT, ...http })]),
    cache: new InMemoryCache({ possibleTypes }),
  });

function withApollo(requests) {
  const client = apollo({ sha256, useGETForHashedQueries: true }, { fetch: noting(requests) });
  return (query) => client.query({ query, fetchPolicy: "network-only" });
}

function withUrql(requests) {
  const client = new Client({
    url: ENDPOINT,
    fetch: noting(requests),
    exchanges: [persistedExchange({ preferGetForPersistedQueries: true, generateHash: async (text) => sha256(text) }), fetchExchange],
  });
  return (query) => client.query(query, {}).toPromise();
}

for (const [name, connect] of [
  ["Apollo Client", withApollo],
  ["urql", withUrql],
]) {
  test(`${name} sends the text of an operation once, and then its id alone`, async () => {
    const requests = [];
    const operation = unknown();

    for (const send of [connect(requests), connect(requests)]) {
      const { data, error } = await send(operation);
      assert.equal(error, undefined);
      assert.equal(typeof data.site.name, "string");
    }

    assert.deepEqual(requests, ["id", "id and text", "id"]);
  });
}

const manifest = JSON.parse(readFileSync(`${ROOT}graphql/operations/manifest.json`, "utf8"));

// The desk and the website run theirs on the server, with tokens and texts of their own: they keep no cache of objects.
const examples = readdirSync(`${ROOT}graphql/operations/examples`).map((file) => file.replace(".graphql", ""));

for (const { id, name, body } of manifest.operations.filter(({ name }) => examples.includes(name))) {
  // What is answered is the text of the file, without the `__typename` that Apollo Client adds: its cache needs one beside each fragment.
  test(`Apollo Client reads the trusted document ${name} by its id alone, and loses nothing of it`, async () => {
    const requests = [];
    const variables = JSON.parse(/^# variables: (.*)$/m.exec(body)?.[1] ?? "{}");
    const client = apollo({ generateHash: () => id }, { fetch: noting(requests) });

    const { data } = await client.query({ query: parse(body), variables });

    assert.deepEqual(requests, ["id"]);
    assert.deepEqual(JSON.parse(JSON.stringify(data)), (await ask(body, variables)).data);
  });
}
