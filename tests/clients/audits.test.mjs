// The audits of GraphQL over HTTP, as the working group's own package makes them: what is only recommended is kept too.
import assert from "node:assert/strict";
import { test } from "node:test";

import { serverAudits } from "graphql-http";

import { ENDPOINT } from "./server.mjs";

const audits = serverAudits({ url: ENDPOINT, fetchFn: fetch });

test("there are 61 audits", () => assert.equal(audits.length, 61));

for (const audit of audits) {
  test(`${audit.id}: ${audit.name}`, async () => {
    const { status, reason } = await audit.fn();
    // Otherwise "warn" (a SHOULD), "error" (a MUST) or "notice" (a MAY).
    assert.equal(status, "ok", reason);
  });
}
